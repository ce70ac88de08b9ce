package dev.vhs.cli.provision;

import dev.vhs.cli.shell.Failure;
import dev.vhs.provision.BillingMode;
import dev.vhs.provision.StoreDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a store on AWS is to be, beside its names and its variant. */
final class DefinitionOptions {
  @Option(
      names = "--tag",
      paramLabel = "K=V",
      order = 20,
      description = "A tag of table and bucket; may be repeated.")
  private final Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--kms-key",
      paramLabel = "ARN",
      order = 21,
      description = "Encrypt table and bucket with this key, and not AWS's own.")
  private @Nullable String kmsKey;

  @Option(names = "--no-recovery", order = 22, description = "No point-in-time recovery.")
  private boolean noRecovery;

  @Option(
      names = "--no-deletion-protection",
      order = 23,
      description = "Let the table be deleted at once.")
  private boolean noDeletionProtection;

  @Option(names = "--no-stream", order = 24, description = "No stream of the table's changes.")
  private boolean noStream;

  @Option(
      names = "--no-versioning",
      order = 25,
      description = "Keep nothing of deleted objects; else 35 days.")
  private boolean noVersioning;

  @Option(
      names = "--no-standard-ia",
      order = 26,
      description = "Leave objects in S3 Standard; else 30 days.")
  private boolean noStandardIa;

  @Option(
      names = "--capacity",
      paramLabel = "R/W",
      order = 27,
      description = "Provision read and write units, as 5/5; else on demand.")
  private @Nullable String capacity;

  /** Adds to a definition what was asked for. */
  StoreDefinition.Builder addTo(StoreDefinition.Builder store) {
    store
        .tags(tags)
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
    return store;
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
    return Failure.usage("--capacity is read and write units, as 5/5, not '" + text + "'");
  }
}
