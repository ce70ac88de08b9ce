/**
 * The peers on AWS: vhs in several settings, the Scala client, and what a user would write with the
 * SDK alone. Start with {@link dev.vhs.benchmarks.peers.Peer}, which lists them, and {@link
 * dev.vhs.benchmarks.peers.Lane}, which is one at work, with a table and a bucket of its own.
 *
 * <p>All have clients of the same settings, send what they can side by side, and do no more than
 * their kind of store needs. Of the other packages here classes may use {@code wire} and {@code
 * harness}.
 */
@NullMarked
package dev.vhs.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
