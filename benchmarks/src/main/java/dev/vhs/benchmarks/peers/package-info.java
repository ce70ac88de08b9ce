/**
 * The peers on AWS: vhs in several settings, the Scala client, and what a user would write with the
 * SDK alone. {@link dev.vhs.benchmarks.peers.Peer} lists them, and a {@link
 * dev.vhs.benchmarks.peers.Lane} is one at work, with a table and a bucket of its own.
 *
 * <p>All have clients of the same settings, send what they can side by side, and do no more than
 * their kind of store needs.
 */
@NullMarked
package dev.vhs.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
