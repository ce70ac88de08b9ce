/**
 * The index in a DynamoDB table: items, conditional writes, and what their answers mean.
 *
 * <p>Start with {@link DynamoPointerIndex}; {@link Items} turns rows into items and back, and
 * {@link ItemCommit} is one conditional write. Classes here may use {@code sdk}.
 */
@NullMarked
package dev.vhs.aws.dynamo;

import org.jspecify.annotations.NullMarked;
