package dev.vhs.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.shell.Json;
import dev.vhs.spi.Masked;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of the backup that {@code export --ndjson} writes into a folder.
 *
 * <p>{@value #LINES} has a JSON object on each line. The first line names the format, and the last
 * has the numbers of ids and versions. Between them is a line for each version; those of one id are
 * together, the newest first. Each value is a file named by its SHA-256, so equal values are stored
 * once.
 */
final class ExportedVersions {
  /** The name of the file with the lines. */
  static final String LINES = "versions.ndjson";

  /** The number of this format. */
  static final int FORMAT = 1;

  /** The members of the first line. */
  static final Set<String> HEADER = Set.of("vhsExport", "store", "exportedAt");

  /** The members of the last line. */
  static final Set<String> TRAILER = Set.of("ids", "versions");

  private static final Set<String> TOMBSTONE = Set.of("id", "version", "kind");
  private static final Set<String> VALUE =
      Set.of("id", "version", "kind", "size", "sha256", "contentType", "createdAt", "metadata");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ExportedVersions() {}

  /** Returns the name of a value's file. */
  static String object(String sha256) {
    return "objects/" + sha256.substring(0, 2) + "/" + sha256;
  }

  /** Returns the members of the first line. */
  static Map<String, Object> header(String store) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("vhsExport", FORMAT);
    members.put("store", Masked.of(store));
    members.put("exportedAt", Instant.now());
    return members;
  }

  /** Returns the members of the last line. */
  static Map<String, Object> trailer(long ids, long versions) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ids", ids);
    members.put("versions", versions);
    return members;
  }

  /** Returns the members of a version's line. What is not known has none. */
  static Map<String, Object> members(String id, CopiedVersion version) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("version", version.version());
    members.put("kind", version.deleted() ? "tombstone" : "value");
    if (!version.deleted()) {
      members.put("size", version.size());
      Json.putIfKnown(members, "sha256", version.sha256());
      Json.putIfKnown(members, "contentType", version.contentType());
      Json.putIfKnown(members, "createdAt", version.createdAt());
      members.put("metadata", version.metadata());
    }
    return members;
  }

  /**
   * Returns the version that a line describes.
   *
   * @throws IllegalArgumentException if the line does not describe a version
   */
  static CopiedVersion version(JsonNode line) {
    long version = number(line, "version");
    String kind = text(line, "kind");
    if (kind.equals("tombstone")) {
      requireKnown(line, TOMBSTONE);
      return new CopiedVersion(version, true, 0, null, null, null, Map.of());
    }
    if (!kind.equals("value")) {
      throw new IllegalArgumentException("kind is value or tombstone, not '" + kind + "'");
    }
    requireKnown(line, VALUE);
    String sha256 = text(line, "sha256");
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 '" + sha256 + "' is not a SHA-256: 64 digits 0 to 9 and a to f");
    }
    return new CopiedVersion(
        version,
        false,
        number(line, "size"),
        sha256,
        line.hasNonNull("contentType") ? text(line, "contentType") : null,
        moment(line),
        metadata(line));
  }

  /**
   * Checks that a line has no other members than these: what they mean would be lost.
   *
   * @throws IllegalArgumentException if it has another
   */
  static void requireKnown(JsonNode line, Set<String> known) {
    line.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException("the member '" + name + "' is not known here");
              }
            });
  }

  /** Returns a member that must be text. */
  static String text(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + name + "' is missing or not text");
    }
    return value.textValue();
  }

  /** Returns a member that must be a whole number, 0 or more. */
  static long number(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(
          "'" + name + "' is missing or not a whole number, 0 or more");
    }
    return value.longValue();
  }

  private static @Nullable Instant moment(JsonNode line) {
    if (!line.hasNonNull("createdAt")) {
      return null;
    }
    try {
      return Instant.parse(text(line, "createdAt"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the time '"
              + text(line, "createdAt")
              + "' is not valid; expected one such as 2026-07-31T09:12:44Z",
          e);
    }
  }

  private static Map<String, String> metadata(JsonNode line) {
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode all = line.path("metadata");
    if (!all.isMissingNode() && !all.isObject()) {
      throw new IllegalArgumentException("'metadata' is not an object of names and values");
    }
    all.fieldNames().forEachRemaining(name -> metadata.put(name, text(all, name)));
    return metadata;
  }
}
