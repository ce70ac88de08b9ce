/**
 * Clients of the two services with settings like the store's own, and what their requests are: how
 * many, how many of them one after the other ({@link dev.vhs.benchmarks.wire.Meter}), and what AWS
 * asks for them ({@link dev.vhs.benchmarks.wire.Prices}).
 */
@NullMarked
package dev.vhs.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
