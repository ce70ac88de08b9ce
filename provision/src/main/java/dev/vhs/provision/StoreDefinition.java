package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store on AWS is to be: one table, one bucket, and a role for its readers if there are any.
 * Immutable.
 *
 * <p>What is not set is as is safe for a new store: every version kept, point-in-time recovery,
 * deletion protection, versioning of the bucket, a stream of changes, capacity on demand, objects
 * moved to Standard-IA after 30 days, encryption with S3's and DynamoDB's own keys. That only TLS
 * is taken, that nothing is public, and that stale uploads go can't be turned off; noncurrent
 * versions go where the bucket has versioning.
 */
public final class StoreDefinition {
  private final String name;
  private final Variant variant;
  private final String tableName;
  private final String bucketName;
  private final SortedMap<String, String> tags;
  private final List<String> readPrincipals;
  private final boolean cycleObjectsToStandardIa;
  private final Optional<String> kmsKeyArn;
  private final boolean pointInTimeRecovery;
  private final boolean deletionProtection;
  private final boolean stream;
  private final boolean bucketVersioning;
  private final BillingMode billingMode;

  private StoreDefinition(Builder builder) {
    this.name = builder.name;
    this.variant = builder.variant;
    this.tableName = chosen(builder.tableName, builder.tableNamePrefix + name);
    this.bucketName =
        chosen(builder.bucketName, builder.bucketNamePrefix + name.toLowerCase(Locale.ROOT));
    this.tags = Collections.unmodifiableSortedMap(new TreeMap<>(builder.tags));
    this.readPrincipals = List.copyOf(builder.readPrincipals);
    this.cycleObjectsToStandardIa = builder.cycleObjectsToStandardIa;
    this.kmsKeyArn = Optional.ofNullable(builder.kmsKeyArn);
    this.pointInTimeRecovery = builder.pointInTimeRecovery;
    this.deletionProtection = builder.deletionProtection;
    this.stream = builder.stream;
    this.bucketVersioning = builder.bucketVersioning;
    this.billingMode = builder.billingMode;
  }

  private static String chosen(String override, String named) {
    return override.isEmpty() ? named : override;
  }

  /** Settings for a store that is called so; table, bucket and role are named after it. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** What the store is called. */
  public String name() {
    return name;
  }

  /** What it keeps of an id. */
  public Variant variant() {
    return variant;
  }

  /** The table's name: {@code table_name}, else {@code table_name_prefix} and the store's name. */
  public String tableName() {
    return tableName;
  }

  /**
   * The bucket's: {@code bucket_name}, else {@code bucket_name_prefix} and the name in lower case.
   */
  public String bucketName() {
    return bucketName;
  }

  /** The name of the role that {@link #readPrincipals()} may assume. */
  public String readRoleName() {
    return name + AwsNamingRules.ROLE_SUFFIX;
  }

  /** Tags of table and bucket, by name; the table has {@code Name} besides. */
  public SortedMap<String, String> tags() {
    return tags;
  }

  /** The tags of the table: all, and {@code Name} with its own name. */
  SortedMap<String, String> tableTags() {
    SortedMap<String, String> all = new TreeMap<>(tags);
    all.put("Name", tableName);
    return all;
  }

  /** Who may assume the read role: ARNs or account numbers; without any there is no role. */
  public List<String> readPrincipals() {
    return readPrincipals;
  }

  /** Whether objects move to Standard-IA after 30 days. */
  public boolean cycleObjectsToStandardIa() {
    return cycleObjectsToStandardIa;
  }

  /** The KMS key that table and bucket are encrypted with; empty for AWS's own keys. */
  public Optional<String> kmsKeyArn() {
    return kmsKeyArn;
  }

  /** Whether the table can be brought back to any second of the last 35 days. */
  public boolean pointInTimeRecovery() {
    return pointInTimeRecovery;
  }

  /** Whether the table refuses to be deleted. */
  public boolean deletionProtection() {
    return deletionProtection;
  }

  /** Whether the table has a stream of new and old images. */
  public boolean stream() {
    return stream;
  }

  /** Whether the bucket keeps deleted objects, for 35 days. */
  public boolean bucketVersioning() {
    return bucketVersioning;
  }

  /** How the table's capacity is paid for. */
  public BillingMode billingMode() {
    return billingMode;
  }

  /** The same settings, to change some. */
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
                .billingMode(billingMode);
    kmsKeyArn.ifPresent(builder::kmsKeyArn);
    return builder;
  }

  /**
   * The settings of a definition, named as the Terraform modules' inputs. For use by one thread.
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
    private boolean cycleObjectsToStandardIa = true;
    private @Nullable String kmsKeyArn;
    private boolean pointInTimeRecovery = true;
    private boolean deletionProtection = true;
    private boolean stream = true;
    private boolean bucketVersioning = true;
    private BillingMode billingMode = BillingMode.onDemand();

    private Builder(String name) {
      this.name = name;
    }

    /** What the store keeps of an id; every version if not set. */
    public Builder variant(Variant kept) {
      variant = kept;
      return this;
    }

    /** What comes before the store's name in the table's. */
    public Builder tableNamePrefix(String text) {
      tableNamePrefix = text;
      return this;
    }

    /** What comes before the store's name in the bucket's. */
    public Builder bucketNamePrefix(String text) {
      bucketNamePrefix = text;
      return this;
    }

    /** The table's name as a whole; empty to name it after the store. */
    public Builder tableName(String text) {
      tableName = text;
      return this;
    }

    /** The bucket's name as a whole; empty to name it after the store. */
    public Builder bucketName(String text) {
      bucketName = text;
      return this;
    }

    /** Tags of table and bucket. */
    public Builder tags(Map<String, String> byName) {
      tags = byName;
      return this;
    }

    /** Who may assume a role that reads the store; no role if empty. */
    public Builder readPrincipals(List<String> arns) {
      readPrincipals = arns;
      return this;
    }

    /** Whether objects move to Standard-IA after 30 days; so if not set. */
    public Builder cycleObjectsToStandardIa(boolean on) {
      cycleObjectsToStandardIa = on;
      return this;
    }

    /** A KMS key to encrypt table and bucket with; AWS's own keys if not set. */
    public Builder kmsKeyArn(String arn) {
      kmsKeyArn = arn;
      return this;
    }

    /** Whether the table has point-in-time recovery; so if not set. */
    public Builder pointInTimeRecovery(boolean on) {
      pointInTimeRecovery = on;
      return this;
    }

    /** Whether the table refuses to be deleted; so if not set. */
    public Builder deletionProtection(boolean on) {
      deletionProtection = on;
      return this;
    }

    /** Whether the table has a stream of new and old images; so if not set. */
    public Builder stream(boolean on) {
      stream = on;
      return this;
    }

    /** Whether the bucket keeps what was deleted, for 35 days; so if not set. */
    public Builder bucketVersioning(boolean on) {
      bucketVersioning = on;
      return this;
    }

    /** How the table's capacity is paid for; on demand if not set. */
    public Builder billingMode(BillingMode mode) {
      billingMode = mode;
      return this;
    }

    /** The definition of a store that is there, whose names may be older than AWS's rules. */
    StoreDefinition existing() {
      return new StoreDefinition(this);
    }

    /**
     * The definition.
     *
     * @throws InvalidRequest if a name, tag, principal or key is none that AWS would take
     */
    public StoreDefinition build() {
      StoreDefinition definition = new StoreDefinition(this);
      AwsNamingRules.check(definition);
      return definition;
    }
  }
}
