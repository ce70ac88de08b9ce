package dev.vhs;

import java.time.Duration;
import java.util.Optional;

/**
 * How one operation went.
 *
 * @param operation its name: that of the method, such as {@code putLatest}, or {@code reclaim}
 * @param failure what it threw; empty if it did not
 * @param duration from call to return
 * @param requests requests sent to the index and the object store, repetitions included
 * @param retries requests repeated, and conflicts tried again
 * @param bytes bytes of values sent and received, as stored
 */
public record OperationEvent(
    String operation,
    Optional<Throwable> failure,
    Duration duration,
    long requests,
    long retries,
    long bytes) {}
