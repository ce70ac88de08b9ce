/**
 * The cost of the engine itself, without a service or a disk, by JMH.
 *
 * <p>Start with {@code EngineOverhead}. Of the other packages here classes may use {@code harness}
 * alone.
 */
@NullMarked
package dev.vhs.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
