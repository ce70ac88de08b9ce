package dev.vhs.aws.s3;

import java.time.Duration;

/**
 * The settings for uploading and fetching large objects.
 *
 * @param partBytes the size of one request: larger objects are uploaded in parts of this size or
 *     more, and objects of more than twice this size are fetched in ranges of it
 * @param parallel the greatest number of parts of one object under way at once
 * @param threads the greatest number of parts of all objects under way at once
 * @param memoryBytes the bytes of parts that are held in memory; further parts of uploads are
 *     written to temporary files, further ranges of downloads wait
 * @param floor the slowest download that is accepted
 */
public record TransferSettings(
    long partBytes, int parallel, int threads, long memoryBytes, Floor floor) {
  /**
   * The least that a stream must bring while it is read. A connection that brings less is replaced
   * by another; after three in a row the stream fails.
   *
   * @param bytes the number of bytes
   * @param time the time in which they must come, without the time that the reader takes
   */
  public record Floor(long bytes, Duration time) {
    /** The floor of a store for which none was set: 1 KiB a second, over half a minute. */
    public static final Floor DEFAULT = new Floor(30 * 1024, Duration.ofSeconds(30));
  }

  /** The smallest part except the last, in bytes (AWS, "Amazon S3 multipart upload limits"). */
  static final long MIN_PART_BYTES = 5L << 20;

  /** The largest part, in bytes (AWS, "Amazon S3 multipart upload limits"). */
  static final long MAX_PART_BYTES = 5L << 30;

  /** The greatest number of parts (AWS, "Amazon S3 multipart upload limits"). */
  static final int MAX_PARTS = 10_000;

  /** The largest object, in bytes: 48.8 TiB (AWS, "Amazon S3 multipart upload limits"). */
  static final long MAX_OBJECT_BYTES = MAX_PARTS * MAX_PART_BYTES;

  /** The default of the AWS CLI. */
  private static final long PART_BYTES = 8L << 20;

  private static final int PARALLEL = 8;
  private static final long MAX_MEMORY_BYTES = 128L << 20;

  /** The divisor of the heap's size that gives the memory for transfers. */
  private static final int HEAP_SHARE = 8;

  /** Makes settings with the usual floor. */
  public TransferSettings(long partBytes, int parallel, int threads, long memoryBytes) {
    this(partBytes, parallel, threads, memoryBytes, Floor.DEFAULT);
  }

  /** Makes settings. */
  public TransferSettings {
    if (partBytes < MIN_PART_BYTES || partBytes > MAX_PART_BYTES || parallel < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "parts of %s bytes, %s of an object at once, %s of all; expected parts of 5 MiB to 5 GiB, and at least 1 at once"
              .formatted(partBytes, parallel, threads));
    }
  }

  /**
   * Returns the settings of a store with a number of connections. Half of them are for parts, so
   * that the others are free for requests that wait for no part.
   */
  public static TransferSettings of(int connections) {
    int threads = Math.max(1, connections / 2);
    long memory = Math.min(MAX_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    return new TransferSettings(
        PART_BYTES, Math.min(PARALLEL, threads), threads, memory, Floor.DEFAULT);
  }

  /** Returns the same settings with another floor. */
  public TransferSettings withFloor(Floor slowest) {
    return new TransferSettings(partBytes, parallel, threads, memoryBytes, slowest);
  }
}
