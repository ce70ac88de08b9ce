/**
 * The objects in an S3 bucket: uploads in parts, downloads in ranges, versions, and failures.
 *
 * <p>Start with {@link S3ObjectStore}; {@link ObjectUpload} and {@link MultipartUpload} store one
 * object, {@link ParallelInputStream} reads a large one. Classes here may use {@code sdk}.
 */
@NullMarked
package dev.vhs.aws.s3;

import org.jspecify.annotations.NullMarked;
