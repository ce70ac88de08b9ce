/**
 * The AWS backend against DynamoDB Local and S3Mock, each a process of its own that the testkit
 * starts, beside {@linkplain dev.vhs.benchmarks.peers peers}: what operations cost, throughput,
 * latency by round trips, a mix as real stores have it, an id that many write, and values larger
 * than the heap. Start with {@code AwsOperations}. Of the other packages here classes may use
 * {@code peers}, {@code wire} and {@code harness}.
 */
@NullMarked
package dev.vhs.benchmarks.aws;

import org.jspecify.annotations.NullMarked;
