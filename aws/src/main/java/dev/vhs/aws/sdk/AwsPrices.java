package dev.vhs.aws.sdk;

/**
 * What the two services ask for requests and for keeping bytes, in US dollars: on demand, in the
 * region us-east-1 (N. Virginia), as published since 1 November 2024 ("Amazon DynamoDB pricing for
 * on-demand capacity", table class Standard; "Amazon S3 pricing", storage class Standard, first 50
 * TB). Other regions ask up to twice as much; taxes, transfer and free tiers are left out.
 */
public final class AwsPrices {
  /** A write unit of DynamoDB: 1 KB of an item that is written; two in a transaction. */
  public static final double WRITE_UNIT = 0.625e-6;

  /** A read unit of DynamoDB: 4 KB that are read consistently, or 8 KB eventually. */
  public static final double READ_UNIT = 0.125e-6;

  /** A request of S3 that stores, copies or lists. */
  public static final double PUT = 5e-6;

  /** Any other request of S3 but deletions, which are free. */
  public static final double GET = 0.4e-6;

  /** A GB in DynamoDB for a month. */
  public static final double DYNAMODB_GB_MONTH = 0.25;

  /** A GB in S3 for a month. */
  public static final double S3_GB_MONTH = 0.023;

  /** How many bytes a read unit reads consistently. */
  public static final int READ_UNIT_BYTES = 4096;

  /** How many bytes a write unit writes. */
  public static final int WRITE_UNIT_BYTES = 1024;

  private AwsPrices() {}

  /** What it costs to write items of so many bytes in all, one by one, at least. */
  public static double writes(long items, long bytes) {
    return WRITE_UNIT * Math.max(items, bytes / WRITE_UNIT_BYTES);
  }

  /**
   * What it costs to read consistently, at most.
   *
   * @param requests how many requests, each of which is rounded up to a unit
   * @param bytes how many bytes in all
   */
  public static double reads(long requests, long bytes) {
    return READ_UNIT * (requests + (double) bytes / READ_UNIT_BYTES);
  }

  /** What requests to S3 cost. */
  public static double objects(long putsAndLists, long gets) {
    return PUT * putsAndLists + GET * gets;
  }
}
