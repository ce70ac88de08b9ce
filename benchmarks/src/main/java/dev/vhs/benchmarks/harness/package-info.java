/**
 * The method of measuring, the same for all chapters: rounds in turns, pairs, medians with their
 * spread, targets, and the report.
 */
@NullMarked
package dev.vhs.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
