/**
 * The {@code vhs} command: its entry, the table of its commands, and its help.
 *
 * <p>Start reading at {@link dev.vhs.cli.Main}. It finds the command's name among the arguments and
 * loads the class of that command alone ({@link dev.vhs.cli.CommandName}): a short run must not pay
 * for the other commands.
 *
 * <p>The commands are in four packages: {@code value} for single values, {@code transfer} for
 * folders, backups and whole stores, {@code upkeep} for maintenance, and {@code provision} for the
 * table and the bucket on AWS. None of these may use another; all may use {@code shell}, which uses
 * none of them. This package may use them all.
 */
@NullMarked
package dev.vhs.cli;

import org.jspecify.annotations.NullMarked;
