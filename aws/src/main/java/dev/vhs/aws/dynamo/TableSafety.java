package dev.vhs.aws.dynamo;

import dev.vhs.StoreMismatch;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.spi.RequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Whether what a table's rows say is all there is to know before something is deleted. */
final class TableSafety {
  private static final Set<TimeToLiveStatus> ON =
      Set.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING, TimeToLiveStatus.DISABLING);

  private static final String UNKNOWN_OPERATION = "UnknownOperationException";

  private final Table table;

  TableSafety(Table table) {
    this.table = table;
  }

  /**
   * Refuses a table with TTL, which deletes rows that the store counts on, and one that other
   * regions write later than this one reads (AWS, "Global tables: consistency modes").
   */
  void check(RequestContext context) {
    TableDescription description = table.describe(context);
    if (description == null) {
      throw table.missing(null);
    }
    boolean replicated =
        description.globalTableVersion() != null
            || (description.hasReplicas() && !description.replicas().isEmpty());
    if (replicated && description.multiRegionConsistency() != MultiRegionConsistency.STRONG) {
      throw new StoreMismatch(
          "Table '%s' is replicated to other regions with eventual consistency, so rows that are acknowledged there may be missing here: nothing is deleted by what it says. A store needs a table of one region, or one with strong multi-region consistency"
              .formatted(table.name()),
          null);
    }
    TimeToLiveDescription timeToLive = timeToLive(context);
    if (timeToLive != null && ON.contains(timeToLive.timeToLiveStatus())) {
      throw new StoreMismatch(
          "Table '%s' has TTL enabled, by attribute '%s', so rows vanish by themselves: nothing is deleted by what it says. Turn it off, as with aws dynamodb update-time-to-live"
              .formatted(table.name(), timeToLive.attributeName()),
          null);
    }
  }

  private @Nullable TimeToLiveDescription timeToLive(RequestContext context) {
    return table.read(
        Action.DESCRIBE_TIME_TO_LIVE,
        null,
        context,
        settings -> {
          try {
            return table
                .client()
                .describeTimeToLive(
                    DescribeTimeToLiveRequest.builder()
                        .tableName(table.name())
                        .overrideConfiguration(settings)
                        .build())
                .timeToLiveDescription();
          } catch (DynamoDbException e) {
            if (AwsFailures.code(e).equals(UNKNOWN_OPERATION)) {
              // A server that knows no TTL has none.
              return null;
            }
            throw e;
          }
        });
  }
}
