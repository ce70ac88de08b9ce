package dev.vhs;

/**
 * A listener to the end of each operation, for Micrometer or OpenTelemetry. Called on the thread of
 * the operation: it must be quick, safe for use by many threads, and must not throw.
 */
@FunctionalInterface
public interface OperationListener {
  /** Receives an operation that has ended. */
  void completed(OperationEvent event);
}
