package dev.vhs.benchmarks.wire;

/**
 * The cost of work.
 *
 * @param requests to both services, attempts counted
 * @param trips how many of them came one after the other
 * @param dollars what a million times the same cost, by {@link Prices}
 * @param downloadedBytes of objects
 */
public record Cost(int requests, int trips, double dollars, long downloadedBytes) {}
