/** The start-up time of the command, and the memory of a client that runs for long. */
@NullMarked
package dev.vhs.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
