/**
 * The embedded store beside RocksDB and bare loops that are as durable, and that read as much.
 *
 * <p>Start with {@code LocalThroughput}. Of the other packages here classes may use {@code harness}
 * alone.
 */
@NullMarked
package dev.vhs.benchmarks.local;

import org.jspecify.annotations.NullMarked;
