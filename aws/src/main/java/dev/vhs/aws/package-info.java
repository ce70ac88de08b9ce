/**
 * Stores on AWS, and on servers that speak the protocols of DynamoDB and S3: what users hold.
 *
 * <p>Start with {@link AwsBackend}, which puts the two halves together; {@link AwsBackendProvider}
 * opens it by URI. Classes here may use {@code dynamo}, {@code s3} and {@code sdk}, none of which
 * is exported.
 */
@NullMarked
package dev.vhs.aws;

import org.jspecify.annotations.NullMarked;
