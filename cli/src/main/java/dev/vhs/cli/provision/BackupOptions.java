package dev.vhs.cli.provision;

import dev.vhs.cli.shell.Failure;
import dev.vhs.provision.BackupPlan;
import dev.vhs.provision.StoreDefinition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a backup plan, which only templates make. */
final class BackupOptions {
  @Option(
      names = "--backup-days",
      paramLabel = "DAYS",
      order = 29,
      description =
          "In a template: back up the table every day, and keep each backup so long. Default: no plan.")
  private @Nullable Integer days;

  @Option(
      names = "--backup-hour",
      paramLabel = "H",
      order = 29,
      description = "The hour of the backup, in UTC. Default: 5.")
  private @Nullable Integer hour;

  @Option(
      names = "--backup-bucket",
      order = 29,
      description = "Back up the bucket too, two hours later.")
  private boolean bucket;

  /**
   * Checks the options that picocli can't check.
   *
   * @param template whether the command prints a template
   */
  void check(boolean template) {
    if (days == null && (hour != null || bucket)) {
      throw Failure.usage("--backup-hour and --backup-bucket go with --backup-days");
    }
    if (days != null && !template) {
      throw Failure.usage(
          "--backup-days is for templates alone: add --as cloudformation or --as terraform. A store made in another way takes the backup plan of your account, by --tag");
    }
  }

  /** Adds these options to a definition. */
  void addTo(StoreDefinition.Builder store) {
    if (days != null) {
      BackupPlan plan = BackupPlan.keptFor(days);
      plan = hour == null ? plan : plan.atHour(hour);
      store.backupPlan(bucket ? plan.withBucket() : plan);
    }
  }
}
