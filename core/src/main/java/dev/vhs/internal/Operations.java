package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.OperationEvent;
import dev.vhs.OperationListener;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Masked;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The runs of a store's operations: each has a deadline or none, and is reported to the listener.
 */
final class Operations {
  private final StoreContext store;
  private final AtomicBoolean closed = new AtomicBoolean();

  Operations(StoreContext store) {
    this.store = store;
  }

  /** Returns the name of an interface with that of the store, without passwords. */
  String named(String face) {
    return face + "[" + Masked.of(store.backend().name()) + "]";
  }

  /** Marks the store as closed, and returns whether it was open. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  /**
   * Begins an operation on an id, with the deadline of calls.
   *
   * @throws dev.vhs.InvalidId if the id breaks a rule
   */
  OperationContext call(String operation, String id) {
    return begin(operation, Ids.check(id), true);
  }

  /** Begins an operation on the whole store, with the deadline of calls. */
  OperationContext call(String operation) {
    return begin(operation, "", true);
  }

  /**
   * Begins an operation on an id, without a deadline.
   *
   * @throws dev.vhs.InvalidId if the id breaks a rule
   */
  OperationContext lasting(String operation, String id) {
    return begin(operation, Ids.check(id), false);
  }

  /** Begins an operation on the whole store, without a deadline. */
  OperationContext lasting(String operation) {
    return begin(operation, "", false);
  }

  private OperationContext begin(String operation, String id, boolean isBounded) {
    return new OperationContext(
        store.environment(), operation, id, store.settings().callTimeout(), isBounded);
  }

  /**
   * Runs an operation that was begun, and tells the listener how it ended.
   *
   * @throws InvalidRequest if the store was closed
   */
  <R> R run(OperationContext context, Function<OperationContext, R> body) {
    if (closed.get()) {
      throw new InvalidRequest(
          store.backend().name() + " was closed; nothing was done. Open it again");
    }
    OperationListener listener = store.settings().listener();
    if (listener == null) {
      return body.apply(context);
    }
    Throwable failure = null;
    try {
      return body.apply(context);
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      listener.completed(
          OperationEvent.builder(context.operation())
              .failure(failure)
              .duration(Duration.ofNanos(context.elapsedNanos()))
              .requests(context.requests())
              .retries(context.retries())
              .bytes(context.bytes())
              .build());
    }
  }
}
