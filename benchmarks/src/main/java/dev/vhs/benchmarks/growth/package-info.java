/** How the cost of operations grows with the number of ids, and of versions of one id. */
@NullMarked
package dev.vhs.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
