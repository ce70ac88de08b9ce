/**
 * The commands that compare a store with its definition: provision and doctor.
 *
 * <p>Start reading at {@link dev.vhs.cli.provision.ProvisionCommand}. It makes a table and a bucket
 * on AWS, and {@link dev.vhs.cli.provision.DoctorCommand} says what is wrong with a store. Both
 * take the same {@link dev.vhs.cli.provision.DefinitionOptions}. The work itself is in the module
 * {@code vhs-provision}, which only this package sees.
 *
 * <p>This package uses {@code dev.vhs.cli.shell} and no other package of the command.
 */
@NullMarked
package dev.vhs.cli.provision;

import org.jspecify.annotations.NullMarked;
