package dev.vhs;

/**
 * Is told of each operation when it ends; Micrometer or OpenTelemetry can be tied to it. Called on
 * the thread of the operation: it must be quick, safe for use by many threads, and must not throw.
 */
@FunctionalInterface
public interface OperationListener {
  /** An operation ended. */
  void completed(OperationEvent event);
}
