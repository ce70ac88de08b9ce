package dev.vhs.aws;

import dev.vhs.InvalidRequest;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.aws.s3.S3Connection;
import dev.vhs.aws.s3.S3ObjectStore;
import dev.vhs.aws.s3.TransferSettings;
import dev.vhs.aws.sdk.AwsNames;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The opener of stores on AWS: pointers in a DynamoDB table, objects in an S3 bucket.
 *
 * <pre>{@code
 * try (var vhs = Vhs.builder(AwsBackend.open("pointers", "values")).open()) { … }
 * }</pre>
 *
 * <p>Table and bucket must exist: nothing here creates them. The table's keys decide which variant
 * the store has. Opening sends no request, and the S3 client is made when it is first needed.
 * Closing a store closes the clients that were made for it, and never a client that it was given.
 *
 * <p>The {@link System.Logger} named {@code dev.vhs.aws.requests} warns of requests that have been
 * repeated for more than 4 seconds. It names the operation and the failure, and no ids or values.
 */
public final class AwsBackend {
  private AwsBackend() {}

  /**
   * Opens a store whose objects' keys have no prefix. It sends nothing.
   *
   * @throws InvalidRequest if a name is not valid, or no region is configured
   */
  public static Backend open(String table, String bucket) {
    return builder(table, bucket).open();
  }

  /**
   * Opens only the index, to be combined with objects that are not in S3. It sends nothing.
   *
   * @param client sends the requests; closing the index leaves it open
   * @param table the table's name, or its ARN if it belongs to another account
   */
  public static PointerIndex index(DynamoDbClient client, String table) {
    return DynamoPointerIndex.open(client, table);
  }

  /**
   * Opens only the objects, to be combined with an index that is not in DynamoDB. It sends nothing.
   *
   * @param client sends the requests; closing the objects leaves it open. It should have at least
   *     16 connections
   * @param bucket the bucket's name
   * @throws InvalidRequest if the bucket's name is not valid
   */
  public static ObjectStore objects(S3Client client, String bucket) {
    return S3ObjectStore.open(client, bucket);
  }

  /** Returns settings for a store in a table and a bucket. */
  public static Builder builder(String table, String bucket) {
    return new Builder(table, bucket);
  }

  /**
   * The settings by which a store is opened. Settings for clients apply to clients that are made
   * here; a client that is given keeps its own. For use by one thread.
   */
  public static final class Builder {
    private static final int CONNECTIONS = 64;

    private final String table;
    private final String bucket;
    private String prefix = "";
    private @Nullable String name;
    private @Nullable DynamoDbClient dynamoDb;
    private @Nullable S3Client s3;
    private @Nullable Region region;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable URI endpointDynamoDb;
    private @Nullable URI endpointS3;
    private boolean pathStyle;
    private boolean chunkedEncoding = true;
    private boolean checksums = true;
    private boolean conditionalUploads = true;
    private int maxConcurrency = CONNECTIONS;
    private TransferSettings.Floor floor = TransferSettings.Floor.DEFAULT;
    private InstantSource clock = InstantSource.system();

    private Builder(String table, String bucket) {
      this.table = table;
      this.bucket = bucket;
    }

    /**
     * Sets the prefix of the keys of the store's objects: at most 256 bytes of UTF-8, without a
     * slash at either end. Default: no prefix.
     */
    public Builder prefix(String keys) {
      prefix = keys;
      return this;
    }

    /** Sets the store's name in messages. Default: {@code aws:TABLE/BUCKET/PREFIX}. */
    public Builder name(String text) {
      name = text;
      return this;
    }

    /** Sets the DynamoDB client to use, which is never closed. Default: one is made. */
    public Builder dynamoDb(DynamoDbClient client) {
      dynamoDb = client;
      return this;
    }

    /**
     * Sets the S3 client to use, which is never closed. It should have as many connections as
     * {@link #maxConcurrency} says. Default: one is made.
     */
    public Builder s3(S3Client client) {
      s3 = client;
      return this;
    }

    /** Sets the region of table and bucket. Default: by the SDK's chain of providers. */
    public Builder region(Region place) {
      region = place;
      return this;
    }

    /**
     * Sets the provider of the credentials that sign requests, which is never closed. Default: the
     * SDK's chain of providers.
     */
    public Builder credentials(AwsCredentialsProvider provider) {
      credentials = provider;
      return this;
    }

    /**
     * Sets the endpoint of DynamoDB. Default: {@code AWS_ENDPOINT_URL_DYNAMODB}, else the region's.
     */
    public Builder endpointDynamoDb(URI endpoint) {
      endpointDynamoDb = endpoint;
      return this;
    }

    /** Sets the endpoint of S3. Default: {@code AWS_ENDPOINT_URL_S3}, else the region's. */
    public Builder endpointS3(URI endpoint) {
      endpointS3 = endpoint;
      return this;
    }

    /**
     * Sets whether the bucket is named in the path, as many servers other than S3 expect, or in the
     * host name. Default: false (host name).
     */
    public Builder pathStyle(boolean on) {
      pathStyle = on;
      return this;
    }

    /**
     * Sets whether uploads are sent in chunks, with their checksum at the end. Some servers other
     * than S3 don't understand that; without it each upload is read twice. Default: true.
     */
    public Builder chunkedEncoding(boolean on) {
      chunkedEncoding = on;
      return this;
    }

    /**
     * Sets whether all uploads carry a checksum and all downloads are compared with one, or only
     * those for which S3 demands it. Some servers other than S3 refuse checksums. Default: true,
     * unless the SDK's own settings ({@code AWS_REQUEST_CHECKSUM_CALCULATION} and others) say
     * otherwise.
     */
    public Builder checksums(boolean on) {
      checksums = on;
      return this;
    }

    /**
     * Sets whether values are uploaded with {@code If-None-Match}, which the policies of {@code
     * vhs-provision} demand of writers. Some servers other than S3 refuse it. Default: true.
     */
    public Builder conditionalUploads(boolean on) {
      conditionalUploads = on;
      return this;
    }

    /**
     * Sets how many requests to each of the two services may be under way at once; others wait. An
     * open stream of a small object counts as one. Default: 64.
     */
    public Builder maxConcurrency(int requests) {
      maxConcurrency = requests;
      return this;
    }

    /**
     * Sets the lowest speed at which a stream of an object must come while it is read. A slower
     * connection is replaced by another, and the stream fails after three slow ones in a row. Time
     * that the reader takes between reads doesn't count. Default: 30 KiB in 30 s.
     *
     * @param bytes the number of bytes; 0 for no floor
     * @param time the time in which they must come
     */
    public Builder slowestDownload(long bytes, Duration time) {
      if (bytes < 0 || time.isNegative() || time.isZero()) {
        throw new InvalidRequest(
            "slowestDownload of %s bytes in %s is not valid; expected 0 or more bytes, and a time"
                .formatted(bytes, time));
      }
      floor = new TransferSettings.Floor(bytes, time);
      return this;
    }

    /**
     * Sets the clock of this machine, from which the services' time is reckoned. Default: the
     * system's clock.
     */
    public Builder clock(InstantSource local) {
      clock = local;
      return this;
    }

    /**
     * Opens the store. It sends nothing.
     *
     * @throws InvalidRequest if a name or number is not valid, or no region is configured
     */
    public Backend open() {
      AwsNames.table(table);
      AwsNames.bucket(bucket);
      AwsNames.prefix(prefix);
      if (maxConcurrency < 1) {
        throw new InvalidRequest(
            "maxConcurrency %s is not valid; expected 1 or more".formatted(maxConcurrency));
      }
      AwsClients clients = clients();
      return new Backend(index(clients), objects(clients), prefix, name());
    }

    private AwsClients clients() {
      return new AwsClients(
          region,
          credentials,
          endpointDynamoDb,
          endpointS3,
          pathStyle,
          chunkedEncoding,
          checksums,
          maxConcurrency);
    }

    /**
     * Makes a new DynamoDB client by these settings; the caller closes it.
     *
     * @throws InvalidRequest if no region is configured
     */
    public DynamoDbClient newDynamoDb() {
      return clients().dynamoDb();
    }

    /**
     * Makes a new S3 client by these settings; the caller closes it.
     *
     * @throws InvalidRequest if no region is configured
     */
    public S3Client newS3() {
      return clients().s3();
    }

    /** Returns the table's name. */
    public String table() {
      return table;
    }

    /** Returns the bucket's name. */
    public String bucket() {
      return bucket;
    }

    /** Returns the prefix of the keys of the store's objects; empty for none. */
    public String prefix() {
      return prefix;
    }

    private DynamoPointerIndex index(AwsClients clients) {
      DynamoDbClient given = dynamoDb;
      return given == null
          ? DynamoPointerIndex.owning(clients.dynamoDb(), table, clock)
          : DynamoPointerIndex.open(given, table, clock);
    }

    private S3ObjectStore objects(AwsClients clients) {
      S3Client given = s3;
      S3Connection connection =
          new S3Connection(
              given == null ? clients::s3 : () -> given, given == null, new ServiceClock(clock));
      return new S3ObjectStore(
          connection,
          bucket,
          TransferSettings.of(maxConcurrency).withFloor(floor),
          conditionalUploads);
    }

    private String name() {
      String given = name;
      return given == null
          ? "aws:" + table + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix)
          : given;
    }
  }
}
