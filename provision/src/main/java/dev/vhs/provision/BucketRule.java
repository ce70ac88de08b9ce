package dev.vhs.provision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * The rules of a bucket's lifecycle: their names, as in the Terraform modules, and their effects.
 */
enum BucketRule {
  /**
   * Objects move to Standard-IA. The name and the days are those of the Terraform module that
   * created older stores.
   */
  STANDARD_IA("objects_to_standard_ia", 30, "after %d days") {
    @Override
    boolean isWanted(StoreDefinition store) {
      return store.cycleObjectsToStandardIa();
    }

    @Override
    @Nullable Integer days(LifecycleRule rule) {
      return rule.transitions().stream()
          .filter(move -> move.storageClass() == TransitionStorageClass.STANDARD_IA)
          .map(Transition::days)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    @Override
    void addTo(LifecycleRule.Builder rule) {
      rule.transitions(
          Transition.builder()
              .days(days())
              .storageClass(TransitionStorageClass.STANDARD_IA)
              .build());
    }

    @Override
    Map<String, Object> template() {
      return Map.of(
          "Transitions",
          List.of(Documents.map("StorageClass", "STANDARD_IA", "TransitionInDays", days())));
    }
  },

  /** Noncurrent versions go, after the time that point-in-time recovery of the table covers. */
  NONCURRENT_VERSIONS("noncurrent_versions", 35, "removed after %d days") {
    @Override
    boolean isWanted(StoreDefinition store) {
      return store.bucketVersioning();
    }

    @Override
    @Nullable Integer days(LifecycleRule rule) {
      var noncurrent = rule.noncurrentVersionExpiration();
      return noncurrent == null ? null : noncurrent.noncurrentDays();
    }

    @Override
    void addTo(LifecycleRule.Builder rule) {
      rule.noncurrentVersionExpiration(versions -> versions.noncurrentDays(days()))
          .expiration(markers -> markers.expiredObjectDeleteMarker(true));
    }

    @Override
    Map<String, Object> template() {
      return Documents.map(
          "NoncurrentVersionExpiration",
          Map.of("NoncurrentDays", days()),
          "ExpiredObjectDeleteMarker",
          true);
    }
  },

  /** Uploads that nobody finished are aborted. */
  STALE_UPLOADS("stale_uploads", 7, "aborted after %d days") {
    @Override
    boolean isWanted(StoreDefinition store) {
      return true;
    }

    @Override
    @Nullable Integer days(LifecycleRule rule) {
      var uploads = rule.abortIncompleteMultipartUpload();
      return uploads == null ? null : uploads.daysAfterInitiation();
    }

    @Override
    void addTo(LifecycleRule.Builder rule) {
      rule.abortIncompleteMultipartUpload(uploads -> uploads.daysAfterInitiation(days()));
    }

    @Override
    Map<String, Object> template() {
      return Map.of("AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", days()));
    }
  };

  /** The words for the absence of a rule. */
  static final String NONE = "never";

  private final String id;
  private final int days;
  private final String words;

  BucketRule(String id, int days, String words) {
    this.id = id;
    this.days = days;
    this.words = words;
  }

  /** Returns the rule's name in the lifecycle. */
  String id() {
    return id;
  }

  /** Returns the days after which it takes effect. */
  int days() {
    return days;
  }

  /** Returns its effect, in words. */
  String text() {
    return text(days);
  }

  private String text(int after) {
    return words.formatted(after);
  }

  /** Returns whether a definition wants it. */
  abstract boolean isWanted(StoreDefinition store);

  /** Returns the days after which another rule has this effect; null if it has another effect. */
  abstract @Nullable Integer days(LifecycleRule rule);

  /** Adds the effect to a rule. */
  abstract void addTo(LifecycleRule.Builder rule);

  /** Returns its own properties in a CloudFormation template. */
  abstract Map<String, Object> template();

  /** Returns the rule for all objects. */
  LifecycleRule rule() {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id(id)
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(""));
    addTo(rule);
    return rule.build();
  }

  /** Returns the effect of this kind that rules for all objects have, in words. */
  String text(List<LifecycleRule> rules) {
    Optional<Integer> after =
        rules.stream()
            .filter(BucketRule::holdsForAll)
            .map((Function<LifecycleRule, @Nullable Integer>) this::days)
            .filter(Objects::nonNull)
            .findFirst();
    return after.map(this::text).orElse(NONE);
  }

  /** Returns whether a rule is switched on, for every object. */
  @SuppressWarnings("deprecation") // the prefix beside the filter, which old rules have
  static boolean holdsForAll(LifecycleRule rule) {
    boolean all =
        rule.filter() == null
            ? rule.prefix() == null || rule.prefix().isEmpty()
            : (rule.filter().prefix() == null || rule.filter().prefix().isEmpty())
                && rule.filter().tag() == null
                && rule.filter().and() == null
                && rule.filter().objectSizeGreaterThan() == null
                && rule.filter().objectSizeLessThan() == null;
    return rule.status() == ExpirationStatus.ENABLED && all;
  }
}
