/** The embedded store beside bare loops that are as durable. */
@NullMarked
package dev.vhs.benchmarks.local;

import org.jspecify.annotations.NullMarked;
