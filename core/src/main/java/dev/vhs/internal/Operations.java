package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.OperationEvent;
import dev.vhs.OperationListener;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.runtime.OperationContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Runs operations: checks the id, sets the deadline, and tells the listener. */
final class Operations {
  private final StoreContext engine;
  private final AtomicBoolean closed = new AtomicBoolean();

  Operations(StoreContext engine) {
    this.engine = engine;
  }

  /** Marks the store as closed; whether it was open. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  /** Runs an operation on an id, with the deadline of calls. */
  <R> R on(String operation, String id, Function<OperationContext, R> body) {
    return bounded(operation, Ids.check(id), body);
  }

  /** Runs an operation with the deadline of calls. */
  <R> R bounded(String operation, String id, Function<OperationContext, R> body) {
    return run(operation, id, true, body);
  }

  /** Runs an operation without a deadline. */
  <R> R unbounded(String operation, String id, Function<OperationContext, R> body) {
    return run(operation, id, false, body);
  }

  private <R> R run(
      String operation, String id, boolean isBounded, Function<OperationContext, R> body) {
    if (closed.get()) {
      throw new InvalidRequest(engine.backend().name() + " was closed; nothing was done");
    }
    OperationContext context =
        new OperationContext(
            engine.environment(), operation, id, engine.settings().callTimeout(), isBounded);
    OperationListener listener = engine.settings().listener();
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
          OperationEvent.builder(operation)
              .failure(failure)
              .duration(Duration.ofNanos(context.elapsedNanos()))
              .requests(context.requests())
              .retries(context.retries())
              .bytes(context.bytes())
              .build());
    }
  }
}
