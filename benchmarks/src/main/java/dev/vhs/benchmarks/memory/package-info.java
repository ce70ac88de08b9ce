/** What the engine itself takes, without a service or a disk, by JMH. */
@NullMarked
package dev.vhs.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
