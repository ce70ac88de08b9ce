/**
 * The growth of the cost of operations with the number of ids, and with that of versions of one id.
 *
 * <p>Start with {@link dev.vhs.benchmarks.growth.Growth}. Of the other packages here classes may
 * use {@code harness} alone.
 */
@NullMarked
package dev.vhs.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
