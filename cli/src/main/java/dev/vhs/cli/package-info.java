/**
 * The {@code vhs} command.
 *
 * <p>{@link dev.vhs.cli.Main} finds the command's name among the arguments and loads that command's
 * class alone ({@link dev.vhs.cli.CommandName}): a short run must not pay for the other commands.
 * Each command is one class that picocli fills from the arguments; it talks to the store through
 * the public API only, and to the world through a {@link dev.vhs.cli.Shell}, so that tests run it
 * in their own process. Whatever a command throws becomes one line on stderr and an exit code in
 * {@link dev.vhs.cli.Failure}.
 *
 * <p>VersionInfo are printed by {@link dev.vhs.cli.VersionInfoPrinter}, for people or as JSON
 * lines.
 */
@NullMarked
package dev.vhs.cli;

import org.jspecify.annotations.NullMarked;
