/**
 * The start-up time of the command, and the memory of a client that runs for long.
 *
 * <p>Start with {@code StartUp}. Of the other packages here classes may use {@code harness} alone.
 */
@NullMarked
package dev.vhs.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
