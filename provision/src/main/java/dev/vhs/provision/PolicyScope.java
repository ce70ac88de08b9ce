package dev.vhs.provision;

import dev.vhs.InvalidRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of a table and a bucket that a policy is about: all of both, the objects of one prefix
 * of the bucket, or one tenant's ids. Immutable.
 *
 * <p>S3 answers for a missing object that access is denied, unless the caller may list the whole
 * bucket. A policy of a narrower scope doesn't grant that, so a store must exist before it is used
 * with one: create it with the policy of all, for example by a first write.
 */
public final class PolicyScope {
  private static final Pattern TENANT = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private static final PolicyScope ALL = new PolicyScope("", "");

  private final String prefix;
  private final String tenant;

  private PolicyScope(String prefix, String tenant) {
    this.prefix = prefix;
    this.tenant = tenant;
  }

  /** Returns the scope of the whole table and the whole bucket. */
  public static PolicyScope all() {
    return ALL;
  }

  /**
   * Returns the scope of a store that shares its bucket with others: its whole table, and the
   * objects of its prefix.
   *
   * @param prefix the prefix in the store's URI, such as {@code books/new}; empty for the whole
   *     bucket
   */
  public static PolicyScope ofPrefix(String prefix) {
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new InvalidRequest(
          "Prefix '%s' is not valid; expected one without a slash at an end, such as books/new"
              .formatted(prefix));
    }
    return new PolicyScope(prefix, "");
  }

  /**
   * Returns the same scope for one tenant of a shared table: the ids that begin with the tenant's
   * name and a slash, and their objects. A tenant reads the store's description, and neither scans
   * nor lists. Ids so long that their keys are hashed, of more than about 500 bytes, are in no
   * tenant's scope.
   *
   * @param name 1 to 64 letters, digits, '_' and '-', such as {@code acme}
   */
  public PolicyScope tenant(String name) {
    if (!TENANT.matcher(name).matches()) {
      throw new InvalidRequest(
          "Tenant '%s' is not valid; expected 1 to 64 letters, digits, '_' and '-', such as acme"
              .formatted(name));
    }
    return new PolicyScope(prefix, name);
  }

  /** Returns whether it is one tenant's. */
  boolean isTenant() {
    return !tenant.isEmpty();
  }

  /** Returns whether it is about a part of the bucket. */
  boolean isPart() {
    return isTenant() || !prefix.isEmpty();
  }

  /** Returns the pattern of the values' keys. */
  String objects() {
    // The slash of an id is escaped in keys.
    return root() + (isTenant() ? tenant + "%2F*" : "*");
  }

  /** Returns the patterns of the keys of objects that the store keeps for itself. */
  List<String> storeObjects() {
    return isPart() ? List.of(root() + ".vhs/*") : List.of(".vhs/*", "*/.vhs/*");
  }

  /** Returns the patterns of the keys of those of them that are never replaced. */
  List<String> madeOnce() {
    return Stream.of(".vhs/sweeps/*", ".vhs/witness/*")
        .flatMap(key -> isPart() ? Stream.of(root() + key) : Stream.of(key, "*/" + key))
        .toList();
  }

  /** Returns the patterns of the key of the object that names the store. */
  List<String> storeObject() {
    String key = ".vhs/store.json";
    return isPart() ? List.of(root() + key) : List.of(key, "*/" + key);
  }

  /** Returns the pattern of the tenant's ids, as the table's keys. */
  String ids() {
    return tenant + "/*";
  }

  /** Returns the pattern of the prefixes that may be listed. */
  String listed() {
    return root() + "*";
  }

  private String root() {
    return prefix.isEmpty() ? "" : literal(prefix) + "/";
  }

  /** Returns a text in which nothing is a wildcard or a variable of a policy. */
  private static String literal(String text) {
    return text.replaceAll("[$*?]", "\\${$0}");
  }
}
