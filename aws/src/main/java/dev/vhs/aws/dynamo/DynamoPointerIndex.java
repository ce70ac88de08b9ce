package dev.vhs.aws.dynamo;

import dev.vhs.Result;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsPrices;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.sdk.Requests;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexSize;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.SupportsBatchRead;
import dev.vhs.spi.SupportsEstimates;
import dev.vhs.spi.SupportsMaintenanceCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * An index in a DynamoDB table, shared safely by processes anywhere.
 *
 * <p>The table's keys decide which variant it keeps: hash {@code id} (S) alone, or with range
 * {@code version} (N). The first call that needs them looks them up; opening sends nothing, and
 * nothing here creates a table. {@link Items} says what an item is; items of other programs with
 * only {@code id}, {@code version} and {@code payload} are read too.
 *
 * <p>A commit compares {@code notAfter} with the date inside its signature at every attempt. The
 * service accepts no old signature, so a commit is applied at most {@link #CLOCK_TOLERANCE} after
 * it. The index's clock is the service's, by the {@code Date} of its answers.
 *
 * <p>Each call costs one request, with two exceptions: {@link #commit} and {@link #retire} cost
 * more if an answer is lost and the SDK repeats the request, and a commit of several rows reads the
 * slots that a refusal doesn't show.
 */
public final class DynamoPointerIndex
    implements PointerIndex, SupportsBatchRead, SupportsEstimates, SupportsMaintenanceCheck {
  /**
   * The size of the largest row that this index accepts, in bytes: DynamoDB's limit for an item,
   * attribute names included (AWS, "Service quotas"), less a little for the way it counts numbers.
   */
  public static final long MAX_ITEM_BYTES = 400 * 1024 - 16;

  /** The time after its date for which the service still accepts a signature. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

  private static final Duration DESCRIBE_LIMIT = Duration.ofSeconds(30);

  private final Table table;
  private final ItemReads reads;
  private final boolean ownsClient;
  private volatile @Nullable IndexTraits traits;

  private DynamoPointerIndex(
      DynamoDbClient client,
      String table,
      InstantSource localClock,
      Repetitions repetitions,
      boolean ownsClient) {
    Requests requests =
        new Requests(
            new ServiceClock(localClock), repetitions, client.serviceClientConfiguration());
    this.table = new Table(client, table, requests);
    this.reads = new ItemReads(this.table);
    this.ownsClient = ownsClient;
  }

  /**
   * Opens an index. It sends nothing.
   *
   * @param client sends the requests; closing the index leaves it open
   * @param table the table's name, or its ARN if it belongs to another account
   */
  public static DynamoPointerIndex open(DynamoDbClient client, String table) {
    return open(client, table, InstantSource.system());
  }

  /**
   * Opens an index. It sends nothing.
   *
   * @param client sends the requests; closing the index leaves it open
   * @param table the table's name, or its ARN if it belongs to another account
   * @param localClock the clock whose offset to the service's is learned
   */
  public static DynamoPointerIndex open(
      DynamoDbClient client, String table, InstantSource localClock) {
    return open(client, table, localClock, new Repetitions());
  }

  /**
   * Opens an index. It sends nothing.
   *
   * @param client sends the requests; closing the index leaves it open
   * @param table the table's name, or its ARN if it belongs to another account
   * @param localClock the clock whose offset to the service's is learned
   * @param repetitions the client's budget for repeating commits
   */
  public static DynamoPointerIndex open(
      DynamoDbClient client, String table, InstantSource localClock, Repetitions repetitions) {
    return new DynamoPointerIndex(client, table, localClock, repetitions, false);
  }

  /** Opens an index that closes its client when it is closed. */
  public static DynamoPointerIndex owning(
      DynamoDbClient client, String table, InstantSource localClock) {
    return new DynamoPointerIndex(client, table, localClock, new Repetitions(), true);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The first call may send a request for the table's keys, and the clock learns the service's
   * time from its answer.
   *
   * @throws dev.vhs.StoreMismatch if there is no table, or one with other keys
   * @throws dev.vhs.AccessDenied if the credentials lack {@code dynamodb:DescribeTable}
   */
  @Override
  public IndexTraits traits() {
    IndexTraits known = traits;
    if (known == null) {
      Variant variant = table.variant(new LimitedContext(DESCRIBE_LIMIT));
      known =
          IndexTraits.builder(variant, table.requests().clock())
              .maxItemBytes(MAX_ITEM_BYTES)
              .clockTolerance(CLOCK_TOLERANCE)
              // A table that is restored has another ARN and time of creation.
              .keepsIdentityWhenRestored(false)
              .build();
      traits = known;
    }
    return known;
  }

  /** Returns the table's ARN and the time of its creation; each call asks the service. */
  @Override
  public @Nullable String identity(RequestContext context) {
    TableDescription description = table.describe(context);
    return description == null
        ? null
        : description.tableArn() + "@" + description.creationDateTime().toEpochMilli();
  }

  /** Returns the counts of {@code DescribeTable}, which DynamoDB updates about every six hours. */
  @Override
  public IndexSize size(RequestContext context) {
    TableDescription description = table.describe(context);
    return new IndexSize(
        description == null ? 0 : description.itemCount(),
        description == null ? 0 : description.tableSizeBytes(),
        "as DynamoDB counts about every six hours");
  }

  @Override
  public double readDollars(long requests, long bytes) {
    return AwsPrices.reads(requests, bytes);
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    Variant variant = table.seenVariant(context);
    if (variant == null) {
      return null;
    }
    return variant == Variant.MULTI
        ? reads.highest(id, consistency, context)
        : reads.get(id, 0, variant, consistency, context);
  }

  @Override
  public int maxBatchIds() {
    return BatchReads.MAX_KEYS;
  }

  @Override
  public Map<String, Result<Optional<Row>>> newest(
      Set<String> ids, Consistency consistency, RequestContext context) {
    if (ids.size() > BatchReads.MAX_KEYS) {
      throw new IllegalArgumentException(
          ids.size() + " ids; expected at most " + BatchReads.MAX_KEYS);
    }
    Map<String, Result<Optional<Row>>> none = new HashMap<>();
    try {
      Variant variant = table.seenVariant(context);
      if (variant == Variant.SINGLE) {
        return new BatchReads(table, consistency, context).of(ids);
      }
      if (variant == Variant.MULTI) {
        throw new UnsupportedOperationException("a multi-version index reads ids one by one");
      }
      ids.forEach(id -> none.put(id, new Result.Success<>(Optional.empty())));
    } catch (VhsException e) {
      ids.forEach(id -> none.put(id, new Result.Failure<>(e)));
    }
    return none;
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    Variant variant = table.seenVariant(context);
    Row row = variant == null ? null : reads.get(id, version, variant, consistency, context);
    return row == null || row.version() != version ? null : row;
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    Variant variant = table.seenVariant(context);
    if (variant == Variant.MULTI) {
      return reads.page(request, context);
    }
    Row row =
        variant == null
            ? null
            : reads.get(request.id(), 0, variant, request.consistency(), context);
    return new RowPage(row == null || !isBeyond(row, request) ? List.of() : List.of(row), true);
  }

  private static boolean isBeyond(Row row, PageRequest request) {
    if (request.beyond().isEmpty()) {
      return true;
    }
    long beyond = request.beyond().getAsLong();
    return request.order() == PageRequest.Order.RISING
        ? row.version() > beyond
        : row.version() < beyond;
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    Variant variant = table.seenVariant(context);
    return variant == null ? new ScanPage(List.of(), null) : reads.scan(request, variant, context);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    for (Row row : commit.rows()) {
      if (row.value() != null) {
        context.transferred(row.value().size());
      }
    }
    return new ItemCommit(table, reads, commit, table.variant(context), context).run();
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    Variant variant = table.seenVariant(context);
    return variant != null && new ItemRemoval(table, variant, retirement, context).run();
  }

  /** Refuses tables with TTL, and tables that are replicated with eventual consistency. */
  @Override
  public void checkMaintenance(RequestContext context) {
    new TableSafety(table).check(context);
  }

  /** Closes the client only if this index was made with one of its own. */
  @Override
  public void close() {
    if (ownsClient) {
      table.client().close();
    }
  }
}
