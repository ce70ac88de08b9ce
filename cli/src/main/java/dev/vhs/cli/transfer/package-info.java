/**
 * The commands that carry many values at once: import, export and copy.
 *
 * <p>Start reading at {@link dev.vhs.cli.transfer.ImportCommand} and {@link
 * dev.vhs.cli.transfer.CopyCommand}. Files and folders go through {@link
 * dev.vhs.cli.transfer.TreeWalk} and {@link dev.vhs.cli.transfer.ExportTree}, with the names that
 * {@link dev.vhs.cli.transfer.TreeNames} gives to ids. Backups and copies of stores go through
 * {@link dev.vhs.cli.transfer.Chain}, the versions of one id wherever they are; {@link
 * dev.vhs.cli.transfer.ExportedVersions} describes the form of a backup. {@link
 * dev.vhs.cli.transfer.Tally} counts the results and reports single failures while the others go
 * on.
 *
 * <p>This package uses {@code dev.vhs.cli.shell} and no other package of the command.
 */
@NullMarked
package dev.vhs.cli.transfer;

import org.jspecify.annotations.NullMarked;
