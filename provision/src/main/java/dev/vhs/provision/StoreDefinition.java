package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a store on AWS: one table, one bucket, and a role for its readers if there are
 * any. Immutable.
 *
 * <p>The defaults are safe for a new store: every version kept, point-in-time recovery, deletion
 * protection, versioning of the bucket, a stream of changes, capacity on demand, objects moved to
 * Standard-IA after 30 days, encryption with S3's and DynamoDB's own keys. Three things can't be
 * turned off: requests need TLS, nothing is public, and stale uploads are aborted. If the bucket
 * has versioning, noncurrent versions are removed.
 */
public final class StoreDefinition {
  private final String name;
  private final Variant variant;
  private final String tableName;
  private final String bucketName;
  private final SortedMap<String, String> tags;
  private final List<String> readPrincipals;
  private final Optional<String> readExternalId;
  private final Optional<String> readOrganization;
  private final Optional<String> permissionsBoundary;
  private final boolean cycleObjectsToStandardIa;
  private final Optional<String> kmsKeyArn;
  private final boolean pointInTimeRecovery;
  private final boolean deletionProtection;
  private final boolean stream;
  private final boolean bucketVersioning;
  private final BillingMode billingMode;
  private final Optional<String> accessLogBucket;
  private final boolean eventBridge;
  private final OptionalInt objectLockDays;
  private final boolean tableTlsOnly;
  private final Optional<Replication> replication;
  private final Optional<BackupPlan> backupPlan;

  private StoreDefinition(Builder builder) {
    this.name = builder.name;
    this.variant = builder.variant;
    this.tableName = chosen(builder.tableName, builder.tableNamePrefix + name);
    this.bucketName =
        chosen(builder.bucketName, builder.bucketNamePrefix + name.toLowerCase(Locale.ROOT));
    this.tags = Collections.unmodifiableSortedMap(new TreeMap<>(builder.tags));
    this.readPrincipals = List.copyOf(builder.readPrincipals);
    this.readExternalId = Optional.ofNullable(builder.readExternalId);
    this.readOrganization = Optional.ofNullable(builder.readOrganization);
    this.permissionsBoundary = Optional.ofNullable(builder.permissionsBoundary);
    this.cycleObjectsToStandardIa = builder.cycleObjectsToStandardIa;
    this.kmsKeyArn = Optional.ofNullable(builder.kmsKeyArn);
    this.pointInTimeRecovery = builder.pointInTimeRecovery;
    this.deletionProtection = builder.deletionProtection;
    this.stream = builder.stream;
    this.bucketVersioning = builder.bucketVersioning;
    this.billingMode = builder.billingMode;
    this.accessLogBucket = Optional.ofNullable(builder.accessLogBucket);
    this.eventBridge = builder.eventBridge;
    this.objectLockDays = builder.objectLockDays;
    this.tableTlsOnly = builder.tableTlsOnly;
    this.replication = Optional.ofNullable(builder.replication);
    this.backupPlan = Optional.ofNullable(builder.backupPlan);
  }

  private static String chosen(String override, String named) {
    return override.isEmpty() ? named : override;
  }

  /** Returns settings for a store of that name; table, bucket and role are named after it. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the store's name. */
  public String name() {
    return name;
  }

  /** Returns the variant: the versions that the store keeps of an id. */
  public Variant variant() {
    return variant;
  }

  /**
   * Returns the table's name: {@code table_name}, else {@code table_name_prefix} and the store's
   * name.
   */
  public String tableName() {
    return tableName;
  }

  /**
   * Returns the bucket's name: {@code bucket_name}, else {@code bucket_name_prefix} and the store's
   * name in lower case.
   */
  public String bucketName() {
    return bucketName;
  }

  /** Returns the name of the role that {@link #readPrincipals()} may assume. */
  public String readRoleName() {
    return name + AwsNamingRules.ROLE_SUFFIX;
  }

  /** Returns the tags of table and bucket, by name; the table also has {@code Name}. */
  public SortedMap<String, String> tags() {
    return tags;
  }

  /** Returns the tags of the table: all tags, and {@code Name} with the table's name. */
  SortedMap<String, String> tableTags() {
    SortedMap<String, String> all = new TreeMap<>(tags);
    all.put("Name", tableName);
    return all;
  }

  /**
   * Returns the principals that may assume the read role: ARNs or account numbers. Without any
   * there is no role.
   */
  public List<String> readPrincipals() {
    return readPrincipals;
  }

  /** Returns the external id that readers must name to assume the role; empty if none is needed. */
  public Optional<String> readExternalId() {
    return readExternalId;
  }

  /** Returns the organisation that readers must belong to; empty if none is needed. */
  public Optional<String> readOrganization() {
    return readOrganization;
  }

  /** Returns the ARN of the policy that bounds the role's permissions; empty if none is named. */
  public Optional<String> permissionsBoundary() {
    return permissionsBoundary;
  }

  /** Returns whether objects move to Standard-IA after 30 days. */
  public boolean cycleObjectsToStandardIa() {
    return cycleObjectsToStandardIa;
  }

  /** Returns the KMS key that encrypts table and bucket; empty for AWS's own keys. */
  public Optional<String> kmsKeyArn() {
    return kmsKeyArn;
  }

  /** Returns whether the table can be restored to any second of the last 35 days. */
  public boolean pointInTimeRecovery() {
    return pointInTimeRecovery;
  }

  /** Returns whether the table refuses to be deleted. */
  public boolean deletionProtection() {
    return deletionProtection;
  }

  /** Returns whether the table has a stream of new and old images. */
  public boolean stream() {
    return stream;
  }

  /** Returns whether the bucket keeps deleted objects, for 35 days. */
  public boolean bucketVersioning() {
    return bucketVersioning;
  }

  /** Returns the way to pay for the table's capacity. */
  public BillingMode billingMode() {
    return billingMode;
  }

  /** Returns the bucket that receives logs of each request to the bucket; empty for no logs. */
  public Optional<String> accessLogBucket() {
    return accessLogBucket;
  }

  /** Returns whether the bucket tells Amazon EventBridge of each change. */
  public boolean eventBridge() {
    return eventBridge;
  }

  /** Returns the days for which no object can be removed; empty for no lock. */
  public OptionalInt objectLockDays() {
    return objectLockDays;
  }

  /** Returns whether the table's own policy denies requests without TLS. */
  public boolean tableTlsOnly() {
    return tableTlsOnly;
  }

  /** Returns the bucket that receives a copy of each object, and the role that copies. */
  public Optional<Replication> replication() {
    return replication;
  }

  /** Returns the plan by which AWS Backup copies the store; empty for none of its own. */
  public Optional<BackupPlan> backupPlan() {
    return backupPlan;
  }

  /** Returns a builder with the same settings. */
  public Builder toBuilder() {
    Builder builder =
        new Builder(name)
                .variant(variant)
                .tableName(tableName)
                .bucketName(bucketName)
                .tags(tags)
                .readPrincipals(readPrincipals)
                .cycleObjectsToStandardIa(cycleObjectsToStandardIa)
                .pointInTimeRecovery(pointInTimeRecovery)
                .deletionProtection(deletionProtection)
                .stream(stream)
                .bucketVersioning(bucketVersioning)
                .billingMode(billingMode)
                .eventBridge(eventBridge)
                .tableTlsOnly(tableTlsOnly);
    accessLogBucket.ifPresent(builder::accessLogBucket);
    objectLockDays.ifPresent(builder::objectLockDays);
    replication.ifPresent(builder::replication);
    backupPlan.ifPresent(builder::backupPlan);
    kmsKeyArn.ifPresent(builder::kmsKeyArn);
    readExternalId.ifPresent(builder::readExternalId);
    readOrganization.ifPresent(builder::readOrganization);
    permissionsBoundary.ifPresent(builder::permissionsBoundary);
    return builder;
  }

  /**
   * The settings of a definition, named like the inputs of the Terraform modules. For use by one
   * thread.
   */
  public static final class Builder {
    private final String name;
    private Variant variant = Variant.MULTI;
    private String tableNamePrefix = "";
    private String bucketNamePrefix = "";
    private String tableName = "";
    private String bucketName = "";
    private Map<String, String> tags = Map.of();
    private List<String> readPrincipals = List.of();
    private @Nullable String readExternalId;
    private @Nullable String readOrganization;
    private @Nullable String permissionsBoundary;
    private boolean cycleObjectsToStandardIa = true;
    private @Nullable String kmsKeyArn;
    private boolean pointInTimeRecovery = true;
    private boolean deletionProtection = true;
    private boolean stream = true;
    private boolean bucketVersioning = true;
    private BillingMode billingMode = BillingMode.onDemand();
    private @Nullable String accessLogBucket;
    private boolean eventBridge;
    private OptionalInt objectLockDays = OptionalInt.empty();
    private boolean tableTlsOnly;
    private @Nullable Replication replication;
    private @Nullable BackupPlan backupPlan;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets the variant: the versions that the store keeps of an id. Default: every version. */
    public Builder variant(Variant kept) {
      variant = kept;
      return this;
    }

    /** Sets the text before the store's name in the table's name. Default: none. */
    public Builder tableNamePrefix(String text) {
      tableNamePrefix = text;
      return this;
    }

    /** Sets the text before the store's name in the bucket's name. Default: none. */
    public Builder bucketNamePrefix(String text) {
      bucketNamePrefix = text;
      return this;
    }

    /** Sets the table's whole name. Default: it is named after the store. */
    public Builder tableName(String text) {
      tableName = text;
      return this;
    }

    /** Sets the bucket's whole name. Default: it is named after the store. */
    public Builder bucketName(String text) {
      bucketName = text;
      return this;
    }

    /** Sets the tags of table and bucket. Default: none. */
    public Builder tags(Map<String, String> byName) {
      tags = byName;
      return this;
    }

    /** Sets the principals that may assume a role that reads the store. Default: none, no role. */
    public Builder readPrincipals(List<String> arns) {
      readPrincipals = arns;
      return this;
    }

    /**
     * Sets the external id that readers must name when they assume the role, against confused
     * deputies. Default: none is needed.
     */
    public Builder readExternalId(String id) {
      readExternalId = id;
      return this;
    }

    /**
     * Sets the organisation that readers must belong to, such as {@code o-a1b2c3d4e5}. Default: any
     * or none.
     */
    public Builder readOrganization(String id) {
      readOrganization = id;
      return this;
    }

    /**
     * Sets the ARN of the policy that bounds the role's permissions. With it, the policy {@link
     * StorePolicy#PROVISION} may create no role without the boundary. Default: none; that policy
     * may then give the role any permission.
     */
    public Builder permissionsBoundary(String arn) {
      permissionsBoundary = arn;
      return this;
    }

    /** Sets whether objects move to Standard-IA after 30 days. Default: true. */
    public Builder cycleObjectsToStandardIa(boolean on) {
      cycleObjectsToStandardIa = on;
      return this;
    }

    /** Sets the KMS key that encrypts table and bucket. Default: AWS's own keys. */
    public Builder kmsKeyArn(String arn) {
      kmsKeyArn = arn;
      return this;
    }

    /** Sets whether the table has point-in-time recovery. Default: true. */
    public Builder pointInTimeRecovery(boolean on) {
      pointInTimeRecovery = on;
      return this;
    }

    /** Sets whether the table refuses to be deleted. Default: true. */
    public Builder deletionProtection(boolean on) {
      deletionProtection = on;
      return this;
    }

    /** Sets whether the table has a stream of new and old images. Default: true. */
    public Builder stream(boolean on) {
      stream = on;
      return this;
    }

    /** Sets whether the bucket keeps deleted objects, for 35 days. Default: true. */
    public Builder bucketVersioning(boolean on) {
      bucketVersioning = on;
      return this;
    }

    /** Sets the way to pay for the table's capacity. Default: on demand. */
    public Builder billingMode(BillingMode mode) {
      billingMode = mode;
      return this;
    }

    /**
     * Sets the bucket that receives logs of each request to the bucket, under the bucket's name. It
     * must be another one, in the same account and region, and let S3 write there. Default: none;
     * logs that others set up stay.
     */
    public Builder accessLogBucket(String bucket) {
      accessLogBucket = bucket;
      return this;
    }

    /**
     * Sets whether the bucket tells Amazon EventBridge of each change. Default: false; what others
     * set up stays.
     */
    public Builder eventBridge(boolean on) {
      eventBridge = on;
      return this;
    }

    /**
     * Sets the days for which no object can be removed (Object Lock in governance mode), for a
     * bucket that is made with it. Until they are over, {@code purge} and the removal of the store
     * fail; {@code gc} and {@code prune} leave what they delete in the bucket. Default: no lock.
     */
    public Builder objectLockDays(int days) {
      objectLockDays = OptionalInt.of(days);
      return this;
    }

    /**
     * Sets whether the table's own policy denies requests without TLS. Default: false; a policy
     * that others set up stays.
     */
    public Builder tableTlsOnly(boolean on) {
      tableTlsOnly = on;
      return this;
    }

    /**
     * Sets the bucket that receives a copy of each object, and the role that copies. Default: none;
     * what others set up stays.
     */
    public Builder replication(Replication to) {
      replication = to;
      return this;
    }

    /**
     * Sets the plan by which AWS Backup copies the store. Templates make it; {@link Provisioner}
     * refuses a definition with one. Default: none.
     */
    public Builder backupPlan(BackupPlan plan) {
      backupPlan = plan;
      return this;
    }

    /** Returns the definition of an existing store, whose names may be older than AWS's rules. */
    StoreDefinition existing() {
      return new StoreDefinition(this);
    }

    /**
     * Returns the definition.
     *
     * @throws InvalidRequest if AWS would refuse a name, tag, principal or key
     */
    public StoreDefinition build() {
      StoreDefinition definition = new StoreDefinition(this);
      AwsNamingRules.check(definition);
      return definition;
    }
  }
}
