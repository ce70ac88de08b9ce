/** The cost of the engine itself, without a service or a disk, by JMH. */
@NullMarked
package dev.vhs.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
