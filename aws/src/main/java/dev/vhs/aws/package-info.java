/**
 * Stores on AWS, and on servers that speak the protocols of DynamoDB and S3.
 *
 * <p>{@link dev.vhs.aws.AwsBackend} puts the two halves together. Every request that they send goes
 * through an {@link dev.vhs.aws.TrackedRequest}, which counts its attempts, keeps it from being
 * signed after its {@code notAfter}, and reads the service's time from each answer.
 */
@NullMarked
package dev.vhs.aws;

import org.jspecify.annotations.NullMarked;
