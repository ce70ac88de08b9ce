/** How fast the command starts, and what a client takes that runs for long. */
@NullMarked
package dev.vhs.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
