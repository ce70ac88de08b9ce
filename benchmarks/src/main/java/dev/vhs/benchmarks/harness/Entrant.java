package dev.vhs.benchmarks.harness;

/**
 * A participant of a {@link Race}.
 *
 * @param name what tables call it
 * @param threads how many threads work at once
 * @param work what each of them does
 */
public record Entrant(String name, int threads, Work work) {}
