package dev.vhs.provision;

import java.util.List;
import java.util.Map;

/**
 * The plan by which AWS Backup copies a store's table every day, and its bucket if that is asked
 * for, to a vault of the store's own. Only templates make it: {@link CloudFormationTemplate} and
 * {@link TerraformModule}. Immutable.
 */
public final class BackupPlan {
  /** The hours from the table's backup to the bucket's: the first has begun after one. */
  static final int BUCKET_HOURS_LATER = 2;

  /** The minutes in which a backup has to begin; AWS Backup takes no fewer. */
  static final int START_WINDOW_MINUTES = 60;

  /** The end of the vault's name, after the store's name. */
  static final String VAULT_SUFFIX = "-backups";

  private static final int DEFAULT_HOUR = 5;
  private static final int HOURS = 24;

  private final int days;
  private final int hour;
  private final boolean bucket;

  private BackupPlan(int days, int hour, boolean bucket) {
    this.days = days;
    this.hour = hour;
    this.bucket = bucket;
  }

  /**
   * Returns a plan that copies the table at 05:00 UTC, and keeps each copy for some days.
   *
   * @param days the days, at least 1
   */
  public static BackupPlan keptFor(int days) {
    return new BackupPlan(days, DEFAULT_HOUR, false);
  }

  /**
   * Returns the same plan at another hour.
   *
   * @param utc the hour of the day in UTC, 0 to 23
   */
  public BackupPlan atHour(int utc) {
    return new BackupPlan(days, utc, bucket);
  }

  /**
   * Returns the same plan, for the bucket too, which must have versioning. Its copy is made two
   * hours after the table's: whatever an older row names is there.
   */
  public BackupPlan withBucket() {
    return new BackupPlan(days, hour, true);
  }

  /** Returns the days for which a copy is kept. */
  public int days() {
    return days;
  }

  /** Returns the hour of the table's backup, in UTC. */
  public int hour() {
    return hour;
  }

  /** Returns whether the bucket is copied too. */
  public boolean hasBucket() {
    return bucket;
  }

  /** Returns when the table is copied, as AWS Backup reads it. */
  String tableSchedule() {
    return daily(hour);
  }

  /** Returns when the bucket is copied, as AWS Backup reads it. */
  String bucketSchedule() {
    return daily((hour + BUCKET_HOURS_LATER) % HOURS);
  }

  private static String daily(int hour) {
    return "cron(0 %s * * ? *)".formatted(hour);
  }

  /** Returns the trust policy of the role that AWS Backup copies as. */
  static Map<String, Object> trustDocument() {
    return Documents.policy(
        List.of(
            Documents.map(
                "Effect",
                "Allow",
                "Principal",
                Documents.map("Service", "backup.amazonaws.com"),
                "Action",
                "sts:AssumeRole")));
  }
}
