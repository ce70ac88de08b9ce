/**
 * The commands on a single id or value: put, get, info, history, ls, rm and restore.
 *
 * <p>Each command is one class; start reading at {@link dev.vhs.cli.value.PutCommand}. {@link
 * dev.vhs.cli.value.VersionInfoPrinter} prints what is known of a version, for people or as lines
 * of JSON, with the same names everywhere.
 *
 * <p>This package uses {@code dev.vhs.cli.shell} and no other package of the command.
 */
@NullMarked
package dev.vhs.cli.value;

import org.jspecify.annotations.NullMarked;
