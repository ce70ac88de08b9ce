/**
 * The clients of the two services, with settings like the store's own, and the account of their
 * requests: their number, how many of them come one after the other ({@link
 * dev.vhs.benchmarks.wire.Meter}), and their price at AWS ({@link dev.vhs.benchmarks.wire.Prices}).
 */
@NullMarked
package dev.vhs.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
