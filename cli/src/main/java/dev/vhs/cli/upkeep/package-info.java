/**
 * The commands that keep a store in order: stats, verify, prune, purge, gc and adopt.
 *
 * <p>Each command is one class; start reading at {@link dev.vhs.cli.upkeep.VerifyCommand}. Those
 * that go through a whole store share {@link dev.vhs.cli.upkeep.WholeStoreOptions}, tell the cost
 * beforehand ({@link dev.vhs.cli.upkeep.EstimateLine}) and can go on after a kill ({@link
 * dev.vhs.cli.upkeep.StateFile}).
 *
 * <p>This package uses {@code dev.vhs.cli.shell} and no other package of the command.
 */
@NullMarked
package dev.vhs.cli.upkeep;

import org.jspecify.annotations.NullMarked;
