/**
 * The clients of the two services, with settings like the store's own, and the account of their
 * requests: their number, how many of them come one after the other ({@link
 * dev.vhs.benchmarks.wire.Meter}), and their price at AWS ({@link dev.vhs.benchmarks.wire.Prices}).
 * Start with {@code Meter}. Classes here use none of the packages beside this one.
 */
@NullMarked
package dev.vhs.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
