package dev.vhs.provision;

/**
 * The copying of each object to another bucket, which S3 does by itself. Both buckets need
 * versioning. A copy of the objects without the table is no store, but a part of a backup of one.
 *
 * @param bucketArn the ARN of the bucket that receives the copies
 * @param roleArn the ARN of the role that S3 copies as
 */
public record Replication(String bucketArn, String roleArn) {}
