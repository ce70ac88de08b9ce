package dev.vhs.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.shell.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code export --ndjson} writes into a folder.
 *
 * <p>{@value #LINES} has a JSON object a line: the first says what this is, the last how much of it
 * there is, and between them is one for each version, those of one id together and the newest
 * first. Each value is a file called by its SHA-256, so equal values are there once.
 */
final class ExportedVersions {
  /** The file of the lines. */
  static final String LINES = "versions.ndjson";

  /** The release of this format. */
  static final int FORMAT = 1;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ExportedVersions() {}

  /** The name of the file of a value. */
  static String object(String sha256) {
    return "objects/" + sha256.substring(0, 2) + "/" + sha256;
  }

  /** The first line's members. */
  static Map<String, Object> header(String store) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("vhsExport", FORMAT);
    members.put("store", store);
    members.put("exportedAt", Instant.now());
    return members;
  }

  /** The last line's members. */
  static Map<String, Object> trailer(long ids, long versions) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ids", ids);
    members.put("versions", versions);
    return members;
  }

  /** A version's members. Of what is not known there is none. */
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
   * The version that a line tells of.
   *
   * @throws IllegalArgumentException if it is none
   */
  static CopiedVersion version(JsonNode line) {
    long version = number(line, "version");
    String kind = text(line, "kind");
    if (kind.equals("tombstone")) {
      return new CopiedVersion(version, true, 0, null, null, null, Map.of());
    }
    if (!kind.equals("value")) {
      throw new IllegalArgumentException("kind '" + kind + "' is neither value nor tombstone");
    }
    String sha256 = text(line, "sha256");
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 '" + sha256 + "' is no SHA-256");
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

  /** A member that must be a text. */
  static String text(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is missing, or no text");
    }
    return value.textValue();
  }

  /** A member that must be a count. */
  static long number(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(name + " is missing, or no number from 0 up");
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
      throw new IllegalArgumentException("createdAt is no time: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> metadata(JsonNode line) {
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode all = line.path("metadata");
    all.fieldNames().forEachRemaining(name -> metadata.put(name, text(all, name)));
    return metadata;
  }
}
