/**
 * What a store on AWS consists of, from one definition: {@link dev.vhs.provision.StoreDefinition}.
 *
 * <p>It is made by the SDK ({@link dev.vhs.provision.Provisioner}), written as a template ({@link
 * dev.vhs.provision.CloudFormationTemplate}) or as a call of the project's Terraform modules
 * ({@link dev.vhs.provision.TerraformModule}). {@link dev.vhs.provision.StorePolicies} are the
 * permissions that users of it need, each exactly what the code uses, and {@link
 * dev.vhs.provision.Doctor} looks at a store that is there. Start with {@code StoreDefinition};
 * each thing that a table or bucket can be is one constant of {@code TableSetting}, {@code
 * BucketSetting} or {@code RoleSetting}: how it is read, what is wanted, how it is changed.
 */
@NullMarked
package dev.vhs.provision;

import org.jspecify.annotations.NullMarked;
