/**
 * The parts that all commands share: the terminal, output, progress, failures and common options.
 *
 * <p>Start reading at {@link dev.vhs.cli.shell.Action}, the form of a command, and {@link
 * dev.vhs.cli.shell.StoreCommand}, the form of a command on one store. A command is one class that
 * picocli fills from the arguments. It talks to the store through the public API only, and to the
 * world through a {@link dev.vhs.cli.shell.Shell}, so that tests run it in their own process.
 * Whatever a command throws becomes one line on standard error and an exit code in {@link
 * dev.vhs.cli.shell.Failure}.
 *
 * <p>Everything that comes from outside (ids, names, messages) passes {@link
 * dev.vhs.cli.shell.Printable} on its way to a terminal. This package uses no other package of the
 * command.
 */
@NullMarked
package dev.vhs.cli.shell;

import org.jspecify.annotations.NullMarked;
