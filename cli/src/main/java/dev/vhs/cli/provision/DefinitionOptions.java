package dev.vhs.cli.provision;

import dev.vhs.cli.shell.Converters;
import dev.vhs.cli.shell.Failure;
import dev.vhs.provision.BillingMode;
import dev.vhs.provision.Replication;
import dev.vhs.provision.StoreDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that define a store on AWS, apart from its names and its variant. */
final class DefinitionOptions {
  @Option(
      names = "--tag",
      paramLabel = "K=V",
      order = 20,
      description = "A tag of table and bucket. May be repeated.")
  private final List<String> tags = new ArrayList<>();

  @Option(
      names = "--kms-key",
      paramLabel = "ARN",
      order = 21,
      description = "Encrypt table and bucket with this key. Default: AWS's own keys.")
  private @Nullable String kmsKey;

  @Option(names = "--no-recovery", order = 22, description = "No point-in-time recovery.")
  private boolean noRecovery;

  @Option(
      names = "--no-deletion-protection",
      order = 23,
      description = "No protection of the table against deletion.")
  private boolean noDeletionProtection;

  @Option(names = "--no-stream", order = 24, description = "No stream of the table's changes.")
  private boolean noStream;

  @Option(
      names = "--no-versioning",
      order = 25,
      description = "Keep no deleted objects. Default: keep them for 35 days.")
  private boolean noVersioning;

  @Option(
      names = "--no-standard-ia",
      order = 26,
      description =
          "Leave objects in S3 Standard. Default: move them to Standard-IA after 30 days.")
  private boolean noStandardIa;

  @Option(
      names = "--capacity",
      paramLabel = "R/W",
      order = 27,
      description = "Read and write units, as in 5/5. Default: on demand.")
  private @Nullable String capacity;

  @Option(
      names = "--access-logs",
      paramLabel = "BUCKET",
      order = 28,
      description = "Log requests to the bucket in this one. Default: as it is.")
  private @Nullable String accessLogs;

  @Option(
      names = "--event-bridge",
      order = 28,
      description = "Tell EventBridge of the bucket's changes.")
  private boolean eventBridge;

  @Option(
      names = "--object-lock",
      paramLabel = "DAYS",
      order = 28,
      description =
          "For a new bucket: nothing can be removed for so long, by purge neither. Default: no lock.")
  private @Nullable Integer objectLock;

  @Option(
      names = "--table-tls-only",
      order = 28,
      description = "Refuse requests to the table without TLS.")
  private boolean tableTlsOnly;

  @Option(
      names = "--replicate-to",
      paramLabel = "ARN",
      order = 28,
      description = "Copy objects to this bucket. Default: as it is.")
  private @Nullable String replicateTo;

  @Option(
      names = "--replication-role",
      paramLabel = "ARN",
      order = 28,
      description = "The role that S3 copies as.")
  private @Nullable String replicationRole;

  /** Checks the options that picocli can't check. */
  void check() {
    if ((replicateTo == null) != (replicationRole == null)) {
      throw Failure.usage("--replicate-to and --replication-role go together");
    }
    Converters.namedValues("--tag", tags);
    if (capacity != null) {
      billingMode(capacity);
    }
  }

  /** Adds these options to a definition. */
  StoreDefinition.Builder addTo(StoreDefinition.Builder store) {
    store
        .tags(Converters.namedValues("--tag", tags))
        .pointInTimeRecovery(!noRecovery)
        .deletionProtection(!noDeletionProtection)
        .stream(!noStream)
        .bucketVersioning(!noVersioning)
        .cycleObjectsToStandardIa(!noStandardIa);
    if (kmsKey != null) {
      store.kmsKeyArn(kmsKey);
    }
    if (capacity != null) {
      store.billingMode(billingMode(capacity));
    }
    if (accessLogs != null) {
      store.accessLogBucket(accessLogs);
    }
    if (objectLock != null) {
      store.objectLockDays(objectLock);
    }
    if (replicateTo != null && replicationRole != null) {
      store.replication(new Replication(replicateTo, replicationRole));
    }
    return store.eventBridge(eventBridge).tableTlsOnly(tableTlsOnly);
  }

  private static BillingMode billingMode(String text) {
    String[] units = text.split("/", -1);
    try {
      if (units.length == 2) {
        return BillingMode.provisioned(Long.parseLong(units[0]), Long.parseLong(units[1]));
      }
    } catch (NumberFormatException e) {
      throw notUnits(text);
    }
    throw notUnits(text);
  }

  private static Failure notUnits(String text) {
    return Failure.usage("--capacity is read and write units, as in 5/5, not '" + text + "'");
  }
}
