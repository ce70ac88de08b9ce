/** The embedded store beside RocksDB and bare loops that are as durable, and that read as much. */
@NullMarked
package dev.vhs.benchmarks.local;

import org.jspecify.annotations.NullMarked;
