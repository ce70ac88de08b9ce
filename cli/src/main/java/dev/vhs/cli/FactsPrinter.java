package dev.vhs.cli;

import dev.vhs.Facts;
import dev.vhs.Location;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints facts: for people, or as JSON with the same names everywhere. */
final class FactsPrinter {
  private static final int SHORT_SHA = 12;

  private final Sink out;
  private final boolean json;

  FactsPrinter(Shell shell, Globals globals) {
    this.out = shell.out();
    this.json = globals.json;
  }

  /** What a write did: id, version and the facts on one line. */
  void written(Facts facts, String note) {
    if (json) {
      out.line(Json.line(members(facts)));
      return;
    }
    StringBuilder line =
        new StringBuilder(out.style().bold(Printable.id(facts.id()) + " v" + facts.version()));
    if (facts.isDeleted()) {
      line.append("  deleted");
    } else {
      line.append("  ").append(Amounts.size(facts.size())).append("  ").append(moment(facts));
      facts.sha256().ifPresent(sha -> line.append("  ").append(sha, 0, SHORT_SHA));
      facts.contentType().ifPresent(type -> line.append("  ").append(Printable.line(type)));
    }
    out.line(line.append(note.isEmpty() ? "" : "  " + note).toString());
  }

  /** One line of a list of ids. */
  void listed(Facts facts) {
    if (json) {
      out.line(Json.line(members(facts)));
      return;
    }
    out.line(columns(facts) + "  " + Printable.id(facts.id()));
  }

  /** One line of a history. */
  void ofHistory(Facts facts) {
    if (json) {
      out.line(Json.line(members(facts)));
      return;
    }
    StringBuilder line = new StringBuilder(columns(facts));
    facts
        .sha256()
        .ifPresent(sha -> line.append("  ").append(out.style().dim(sha.substring(0, SHORT_SHA))));
    facts.contentType().ifPresent(type -> line.append("  ").append(Printable.line(type)));
    facts.metadata().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                line.append("  ").append(Printable.line(entry.getKey() + "=" + entry.getValue())));
    out.line(line.toString());
  }

  /** Everything that is known of a version, a line for each fact. */
  void details(Facts facts) {
    if (json) {
      out.line(Json.line(members(facts)));
      return;
    }
    line("id", Printable.id(facts.id()));
    line("version", Long.toString(facts.version()));
    line("size", facts.size() < 0 ? "not known" : Amounts.count(facts.size(), "byte"));
    facts
        .encoding()
        .ifPresent(
            encoding ->
                line("stored as", encoding + ", " + Amounts.count(facts.storedSize(), "byte")));
    line("sha256", facts.sha256().orElse("not known"));
    line("content type", Printable.line(facts.contentType().orElse("not known")));
    line("created", facts.createdAt().map(Instant::toString).orElse("not known"));
    facts.committedAt().ifPresent(at -> line("committed", at.toString()));
    line(
        "location",
        facts
            .location()
            .map(Location::toString)
            .map(Printable::line)
            .orElse("inline, in the index"));
    facts.metadata().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> line("metadata", Printable.line(entry.getKey() + "=" + entry.getValue())));
  }

  /** The members of the JSON object that stands for facts. What is not known has none. */
  static Map<String, Object> members(Facts facts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", facts.id());
    members.put("version", facts.version());
    members.put("kind", facts.kind().text());
    if (!facts.isDeleted()) {
      Json.putIfKnown(members, "size", facts.size() < 0 ? null : facts.size());
      Json.putIfKnown(members, "sha256", facts.sha256().orElse(null));
      Json.putIfKnown(members, "contentType", facts.contentType().orElse(null));
      Json.putIfKnown(members, "createdAt", facts.createdAt().orElse(null));
      facts.location().ifPresent(location -> members.put("location", members(location)));
      Json.putIfKnown(members, "encoding", facts.encoding().orElse(null));
      Json.putIfKnown(members, "storedSize", facts.storedSize() < 0 ? null : facts.storedSize());
      members.put("metadata", facts.metadata());
    }
    Json.putIfKnown(members, "committedAt", facts.committedAt().orElse(null));
    return members;
  }

  /** A location: the key, and the bucket where there is one. */
  static Map<String, Object> members(Location location) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!location.bucket().isEmpty()) {
      members.put("bucket", location.bucket());
    }
    members.put("key", location.key());
    return members;
  }

  private void line(String name, String value) {
    out.line(out.style().dim(Printable.padded(name, 12)) + "  " + value);
  }

  private String columns(Facts facts) {
    String version = "v" + facts.version();
    String size = facts.isDeleted() ? "deleted" : Amounts.size(facts.size());
    String aligned = " ".repeat(Math.max(0, 10 - size.length())) + size;
    return out.style().bold(Printable.padded(version, 5))
        + (facts.isDeleted() ? out.style().yellow(aligned) : aligned)
        + "  "
        + out.style().dim(Printable.padded(moment(facts), 20));
  }

  private static String moment(Facts facts) {
    return (facts.isDeleted() ? facts.committedAt() : facts.createdAt())
        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("-");
  }
}
