/**
 * The engine: the write and read protocols over an index and an object store.
 *
 * <p>Start with {@link dev.vhs.internal.StoreEngine}, where calls come in and where the packages
 * below this one, the rooms of the engine, are put together. Classes here may use all rooms; no
 * room may use them. {@link dev.vhs.internal.protocol.Rules} holds the decisions on which safety
 * rests, one method each; the simulation breaks them one at a time. {@link
 * dev.vhs.internal.commit.Committer} turns a conditional write into a definite answer, {@link
 * dev.vhs.internal.write.Writer} chooses versions and retries conflicts, {@link
 * dev.vhs.internal.read.Reader} reads, {@link dev.vhs.internal.sweep.VersionRemoval} and {@link
 * dev.vhs.internal.sweep.Sweep} delete. Time, randomness, waiting and threads come from {@link
 * dev.vhs.internal.runtime.Environment}.
 */
@NullMarked
package dev.vhs.internal;

import org.jspecify.annotations.NullMarked;
