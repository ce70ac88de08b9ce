package dev.vhs;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A {@link VersionedStore} whose operations are run by an executor. Applications must not implement
 * this interface, to which methods may be added.
 *
 * <pre>{@code
 * record Library(VersionedStore<String> books, Executor executor) {
 *   CompletionStage<String> title() {
 *     return books.async(executor).apply(store -> store.getLatest("b1").value());
 *   }
 * }
 * }</pre>
 *
 * @param <T> the type of values
 */
public interface AsyncVersionedStore<T> {
  /**
   * Runs any operation of the store, or several, by the executor. The stage fails with the
   * exception that the operation throws. Cancelling the stage does not stop an operation that runs.
   * A stream, such as that of {@link VersionedStore#history}, reads on as it is consumed, so
   * consume it within the operation.
   */
  <R> CompletionStage<R> apply(Function<? super VersionedStore<T>, ? extends R> operation);
}
