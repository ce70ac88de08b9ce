/**
 * The AWS backend against DynamoDB Local and S3Mock, each a process of its own that the testkit
 * starts: throughput beside a bare SDK loop, latency by round trips, and a value larger than the
 * heap.
 */
@NullMarked
package dev.vhs.benchmarks.aws;

import org.jspecify.annotations.NullMarked;
