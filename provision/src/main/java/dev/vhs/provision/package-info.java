/**
 * The table, the bucket and the policies of a store on AWS, from one definition.
 *
 * <p>Start with {@link dev.vhs.provision.StoreDefinition}. {@link dev.vhs.provision.Provisioner}
 * creates what it defines by requests, {@link dev.vhs.provision.CloudFormationTemplate} writes it
 * as a template, and {@link dev.vhs.provision.TerraformModule} as a call of the project's Terraform
 * modules. {@link dev.vhs.provision.StorePolicies} grant users exactly the permissions that the
 * code uses, and {@link dev.vhs.provision.Doctor} examines an existing store. Each property of a
 * table, bucket or role is one constant of {@code TableSetting}, {@code BucketSetting} or {@code
 * RoleSetting}: how to read it, which value is wanted, and how to change it. Classes here may use
 * the API, {@code AwsBackend}, and {@code AwsFailures} of {@code dev.vhs.aws.sdk}.
 */
@NullMarked
package dev.vhs.provision;

import org.jspecify.annotations.NullMarked;
