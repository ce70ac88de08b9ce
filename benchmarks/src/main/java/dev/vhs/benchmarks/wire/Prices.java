package dev.vhs.benchmarks.wire;

import dev.vhs.aws.sdk.AwsPrices;
import java.util.Set;

/**
 * The {@link AwsPrices} of requests, in dollars for a million, and the price of each kind of
 * request of S3. Storage and traffic that leaves the region are not in it.
 */
public final class Prices {
  /** A DynamoDB write request unit. */
  static final double WRITE_UNITS = million(AwsPrices.WRITE_UNIT);

  /** A DynamoDB read request unit. */
  static final double READ_UNITS = million(AwsPrices.READ_UNIT);

  /** The price of PUT, COPY, POST and LIST of S3. */
  static final double PUTS = million(AwsPrices.PUT);

  /** The price of GET, HEAD and all other requests of S3 that cost something. */
  static final double GETS = million(AwsPrices.GET);

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

  /** The requests of S3 that are free: DELETE and CANCEL. */
  private static final Set<String> FREE =
      Set.of("AbortMultipartUpload", "DeleteObject", "DeleteObjects");

  private Prices() {}

  /** Returns a price as it is published: to a tenth of a cent. */
  private static double million(double price) {
    return Math.round(price * 1e9) / 1e3;
  }

  /** Returns the source of the prices, for readers of figures. */
  public static String source() {
    return "AWS's published on-demand prices of us-east-1 since 1 November 2024: a million write units $%s, read units $%s; a million PUTs $%s, GETs $%s"
        .formatted(WRITE_UNITS, READ_UNITS, PUTS, GETS);
  }

  /** Returns the price of a million of an operation of S3. */
  static double ofS3(String operation) {
    if (FREE.contains(operation)) {
      return 0;
    }
    return PUT_LIKE.contains(operation) ? PUTS : GETS;
  }
}
