/**
 * The ground under both halves: how requests go through the AWS SDK, by which time, at what price,
 * and how they fail.
 *
 * <p>Start with {@link TrackedRequest}, through which every request goes: it counts the attempts,
 * refuses one that is signed after its {@code notAfter}, and reads the service's time from each
 * answer. Classes here know neither DynamoDB nor S3, and use no other room.
 */
@NullMarked
package dev.vhs.aws.sdk;

import org.jspecify.annotations.NullMarked;
