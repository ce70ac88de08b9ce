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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Opens a store on AWS: a {@link DynamoPointerIndex} and an {@link S3ObjectStore}.
 *
 * <pre>{@code
 * try (var vhs = Vhs.builder(AwsBackend.open("pointers", "values")).open()) { … }
 * }</pre>
 *
 * <p>Table and bucket must be there: nothing here makes them. The store's variant is the table's
 * own, by its keys. Opening sends nothing, and the client of S3 is not made before it is needed.
 * Closing a store closes the clients that were made for it, and never those that were given.
 */
public final class AwsBackend {
  private AwsBackend() {}

  /**
   * Opens a store whose objects' keys have no prefix.
   *
   * @throws InvalidRequest if a name can't be one, or no region is configured
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

  /** Settings for a store in a table and a bucket. */
  public static Builder builder(String table, String bucket) {
    return new Builder(table, bucket);
  }

  /**
   * How a store is opened. The settings of clients are for those that are made: for one that is
   * given they do nothing. For use by one thread.
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
    private int maxConcurrency = CONNECTIONS;
    private InstantSource clock = InstantSource.system();

    private Builder(String table, String bucket) {
      this.table = table;
      this.bucket = bucket;
    }

    /**
     * What the keys of the store's objects begin with: at most 256 bytes of UTF-8, with no slash at
     * the ends; nothing if not set.
     */
    public Builder prefix(String keys) {
      prefix = keys;
      return this;
    }

    /** What messages call the store; {@code aws:TABLE/BUCKET/PREFIX} if not set. */
    public Builder name(String text) {
      name = text;
      return this;
    }

    /** The client of DynamoDB to use, which is never closed; one is made if not set. */
    public Builder dynamoDb(DynamoDbClient client) {
      dynamoDb = client;
      return this;
    }

    /**
     * The client of S3 to use, which is never closed and should have as many connections as {@link
     * #maxConcurrency} says; one is made if not set.
     */
    public Builder s3(S3Client client) {
      s3 = client;
      return this;
    }

    /** Where table and bucket are; by the SDK's chain if not set. */
    public Builder region(Region place) {
      region = place;
      return this;
    }

    /** What requests are signed with; by the SDK's chain if not set. It is never closed. */
    public Builder credentials(AwsCredentialsProvider provider) {
      credentials = provider;
      return this;
    }

    /** Where DynamoDB is; the region's, or {@code AWS_ENDPOINT_URL_DYNAMODB}, if not set. */
    public Builder endpointDynamoDb(URI endpoint) {
      endpointDynamoDb = endpoint;
      return this;
    }

    /** Where S3 is; the region's, or {@code AWS_ENDPOINT_URL_S3}, if not set. */
    public Builder endpointS3(URI endpoint) {
      endpointS3 = endpoint;
      return this;
    }

    /**
     * Whether buckets are named in the path, as many servers other than S3 want it, rather than in
     * the host's name; not if not set.
     */
    public Builder pathStyle(boolean on) {
      pathStyle = on;
      return this;
    }

    /**
     * Whether uploads are sent in chunks with their checksum behind, which some servers other than
     * S3 don't understand; so if not set. Without it each upload is read twice.
     */
    public Builder chunkedEncoding(boolean on) {
      chunkedEncoding = on;
      return this;
    }

    /**
     * Whether checksums go with every upload and are compared with every download, rather than only
     * where S3 demands it; so if not set, unless the SDK's own settings ({@code
     * AWS_REQUEST_CHECKSUM_CALCULATION} and others) say otherwise. Some servers other than S3
     * refuse them.
     */
    public Builder checksums(boolean on) {
      checksums = on;
      return this;
    }

    /**
     * How many requests to each of the two services may be under way at once; 64 if not set.
     * Further ones wait. A stream of a small object that is open counts as one.
     */
    public Builder maxConcurrency(int requests) {
      maxConcurrency = requests;
      return this;
    }

    /** The time of this machine, from which the services' is reckoned; the system's if not set. */
    public Builder clock(InstantSource local) {
      clock = local;
      return this;
    }

    /**
     * Opens the store. It sends nothing.
     *
     * @throws InvalidRequest if a name or number can't be one, or no region is configured
     */
    public Backend open() {
      AwsNames.table(table);
      AwsNames.bucket(bucket);
      AwsNames.prefix(prefix);
      if (maxConcurrency < 1) {
        throw new InvalidRequest("maxConcurrency is %d: 1 is the least".formatted(maxConcurrency));
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
     * A new client of DynamoDB, by these settings; the caller closes it.
     *
     * @throws InvalidRequest if no region is configured
     */
    public DynamoDbClient newDynamoDb() {
      return clients().dynamoDb();
    }

    /**
     * A new client of S3, by these settings; the caller closes it.
     *
     * @throws InvalidRequest if no region is configured
     */
    public S3Client newS3() {
      return clients().s3();
    }

    /** The table's name. */
    public String table() {
      return table;
    }

    /** The bucket's. */
    public String bucket() {
      return bucket;
    }

    /** What the keys of the store's objects begin with; empty for nothing. */
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
      return new S3ObjectStore(connection, bucket, TransferSettings.of(maxConcurrency));
    }

    private String name() {
      String given = name;
      return given == null
          ? "aws:" + table + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix)
          : given;
    }
  }
}
