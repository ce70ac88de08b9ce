package dev.vhs.benchmarks.wire;

import java.util.Set;

/**
 * What AWS asks for requests on demand in us-east-1, in dollars for a million, as published since 1
 * November 2024 (AWS, "Amazon DynamoDB Pricing", on-demand capacity, Standard table class; "Amazon
 * S3 Pricing", requests, S3 Standard). Storage, and traffic that leaves the region, are not in it.
 */
public final class Prices {
  /** A DynamoDB write request unit. */
  static final double WRITE_UNITS = 0.625;

  /** A DynamoDB read request unit. */
  static final double READ_UNITS = 0.125;

  /** PUT, COPY, POST and LIST of S3. */
  static final double PUTS = 5;

  /** GET, HEAD and all others of S3 that are asked for. */
  static final double GETS = 0.4;

  private static final Set<String> PUT_LIKE =
      Set.of(
          "PutObject",
          "CopyObject",
          "CreateMultipartUpload",
          "UploadPart",
          "UploadPartCopy",
          "CompleteMultipartUpload",
          "ListMultipartUploads",
          "ListObjectsV2",
          "ListObjectVersions",
          "ListParts");

  /** DELETE and CANCEL. */
  private static final Set<String> FREE =
      Set.of("AbortMultipartUpload", "DeleteObject", "DeleteObjects");

  private Prices() {}

  /** Where the prices are from, for readers of figures. */
  public static String source() {
    return "AWS's published on-demand prices of us-east-1 since 1 November 2024: a million write units $%s, read units $%s; a million PUTs $%s, GETs $%s"
        .formatted(WRITE_UNITS, READ_UNITS, PUTS, GETS);
  }

  /** What a million of an operation of S3 costs. */
  static double ofS3(String operation) {
    if (FREE.contains(operation)) {
      return 0;
    }
    return PUT_LIKE.contains(operation) ? PUTS : GETS;
  }
}
