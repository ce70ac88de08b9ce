package dev.vhs.aws.s3;

/**
 * How large objects are cut up to be sent and fetched.
 *
 * @param partBytes what goes as one request: larger objects are uploaded in parts of this size or
 *     more, and objects of more than twice this size are fetched in ranges of it
 * @param parallel how many parts of one object are under way at once
 * @param threads how many parts of all objects are under way at once
 * @param memoryBytes how many bytes of parts are held in memory; further parts of uploads are
 *     written to temporary files, further ranges of downloads wait
 */
public record TransferSettings(long partBytes, int parallel, int threads, long memoryBytes) {
  /** The smallest part, the last apart, in bytes (AWS, "Amazon S3 multipart upload limits"). */
  static final long MIN_PART_BYTES = 5L << 20;

  /** The largest part, in bytes (AWS, "Amazon S3 multipart upload limits"). */
  static final long MAX_PART_BYTES = 5L << 30;

  /** The most parts of an object (AWS, "Amazon S3 multipart upload limits"). */
  static final int MAX_PARTS = 10_000;

  /** The largest object, in bytes: 48.8 TiB (AWS, "Amazon S3 multipart upload limits"). */
  static final long MAX_OBJECT_BYTES = MAX_PARTS * MAX_PART_BYTES;

  /** What the AWS CLI has as its default. */
  private static final long PART_BYTES = 8L << 20;

  private static final int PARALLEL = 8;
  private static final long MAX_MEMORY_BYTES = 128L << 20;

  /** The part of the heap that transfers may take. */
  private static final int HEAP_SHARE = 8;

  public TransferSettings {
    if (partBytes < MIN_PART_BYTES || partBytes > MAX_PART_BYTES || parallel < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "parts of %d bytes, %d of an object at once, %d of all"
              .formatted(partBytes, parallel, threads));
    }
  }

  /**
   * The settings of a store with so many connections, half of which are for parts, so that the
   * others are free for what waits for no part.
   */
  public static TransferSettings of(int connections) {
    int threads = Math.max(1, connections / 2);
    long memory = Math.min(MAX_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    return new TransferSettings(PART_BYTES, Math.min(PARALLEL, threads), threads, memory);
  }
}
