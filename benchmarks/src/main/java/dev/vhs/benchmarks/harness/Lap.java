package dev.vhs.benchmarks.harness;

/**
 * The work of one entrant in one of its turns.
 *
 * @param rate how often it did its work, in times a second
 * @param cpuMicros the processor time of our threads for one time, in microseconds
 * @param allocatedBytes the heap that they took for one time, in bytes
 */
record Lap(double rate, double cpuMicros, double allocatedBytes) {}
