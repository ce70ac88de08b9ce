/**
 * The method of measuring, the same for all chapters: rounds in turns, pairs, medians with their
 * spread, targets, and the report. Start with {@link dev.vhs.benchmarks.harness.Race}. Classes here
 * use none of the packages beside this one.
 */
@NullMarked
package dev.vhs.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
