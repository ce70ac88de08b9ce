/**
 * The growth of the cost of operations with the number of ids, and with that of versions of one id.
 */
@NullMarked
package dev.vhs.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
