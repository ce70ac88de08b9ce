/**
 * The cost of vhs, measured side by side with what a user would do without it.
 *
 * <p>{@link dev.vhs.benchmarks.Main} runs {@linkplain dev.vhs.benchmarks.harness.Chapter chapters}.
 * Each puts {@linkplain dev.vhs.benchmarks.Contender contenders} to a task in turns, round after
 * round, so that a busy machine slows all of them, and compares them pair by pair. How that is done
 * is in {@link dev.vhs.benchmarks.harness}; start reading with its {@code Race}. The other packages
 * here are chapters, and what chapters share: {@code peers} and {@code wire}. No chapter may use
 * another.
 */
@NullMarked
package dev.vhs.benchmarks;

import org.jspecify.annotations.NullMarked;
