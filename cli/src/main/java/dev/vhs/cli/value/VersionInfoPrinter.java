package dev.vhs.cli.value;

import dev.vhs.Location;
import dev.vhs.VersionInfo;
import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Json;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.Sink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A printer for what is known of versions: for people, or as JSON with the same names everywhere.
 */
final class VersionInfoPrinter {
  private static final int SHORT_SHA = 12;

  private final Sink out;
  private final boolean json;

  VersionInfoPrinter(Shell shell, Globals globals) {
    this.out = shell.out();
    this.json = globals.json;
  }

  /** Prints the version that a write made, on one line. */
  void written(VersionInfo info, String note) {
    if (json) {
      out.line(Json.line(members(info)));
      return;
    }
    StringBuilder line =
        new StringBuilder(out.style().bold(Printable.id(info.id()) + " v" + info.version()));
    if (info.isDeleted()) {
      line.append("  deleted");
    } else {
      line.append("  ").append(Amounts.size(info.size())).append("  ").append(moment(info));
      info.sha256().ifPresent(sha -> line.append("  ").append(sha, 0, SHORT_SHA));
      info.contentType().ifPresent(type -> line.append("  ").append(Printable.line(type)));
    }
    out.line(line.append(note.isEmpty() ? "" : "  " + note).toString());
  }

  /** Prints one line of a list of ids. */
  void listed(VersionInfo info) {
    if (json) {
      out.line(Json.line(members(info)));
      return;
    }
    out.line(columns(info) + "  " + Printable.id(info.id()));
  }

  /** Prints one line of a history. */
  void ofHistory(VersionInfo info) {
    if (json) {
      out.line(Json.line(members(info)));
      return;
    }
    StringBuilder line = new StringBuilder(columns(info));
    info.sha256()
        .ifPresent(sha -> line.append("  ").append(out.style().dim(sha.substring(0, SHORT_SHA))));
    info.contentType().ifPresent(type -> line.append("  ").append(Printable.line(type)));
    info.metadata().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                line.append("  ").append(Printable.line(entry.getKey() + "=" + entry.getValue())));
    out.line(line.toString());
  }

  /** Prints everything that is known of a version, a line for each fact. */
  void details(VersionInfo info) {
    if (json) {
      out.line(Json.line(members(info)));
      return;
    }
    line("id", Printable.id(info.id()));
    line("version", Long.toString(info.version()));
    line("size", info.size() < 0 ? "not known" : Amounts.count(info.size(), "byte"));
    info.encoding()
        .ifPresent(
            encoding ->
                line("stored as", encoding + ", " + Amounts.count(info.storedSize(), "byte")));
    line("sha256", info.sha256().orElse("not known"));
    line("content type", Printable.line(info.contentType().orElse("not known")));
    line("created", info.createdAt().map(Instant::toString).orElse("not known"));
    info.committedAt().ifPresent(at -> line("committed", at.toString()));
    line(
        "location",
        info.location()
            .map(Location::toString)
            .map(Printable::line)
            .orElse("inline, in the index"));
    info.metadata().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> line("metadata", Printable.line(entry.getKey() + "=" + entry.getValue())));
  }

  /**
   * Returns the members of the JSON object that stands for a version. What is not known has none.
   */
  static Map<String, Object> members(VersionInfo info) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", info.id());
    members.put("version", info.version());
    members.put("kind", info.kind().text());
    if (!info.isDeleted()) {
      Json.putIfKnown(members, "size", info.size() < 0 ? null : info.size());
      Json.putIfKnown(members, "sha256", info.sha256().orElse(null));
      Json.putIfKnown(members, "contentType", info.contentType().orElse(null));
      Json.putIfKnown(members, "createdAt", info.createdAt().orElse(null));
      info.location().ifPresent(location -> members.put("location", Json.members(location)));
      Json.putIfKnown(members, "encoding", info.encoding().orElse(null));
      Json.putIfKnown(members, "storedSize", info.storedSize() < 0 ? null : info.storedSize());
      members.put("metadata", info.metadata());
    }
    Json.putIfKnown(members, "committedAt", info.committedAt().orElse(null));
    return members;
  }

  private void line(String name, String value) {
    out.line(out.style().dim(Printable.padded(name, 12)) + "  " + value);
  }

  private String columns(VersionInfo info) {
    String version = "v" + info.version();
    String size = info.isDeleted() ? "deleted" : Amounts.size(info.size());
    String aligned = " ".repeat(Math.max(0, 10 - size.length())) + size;
    return out.style().bold(Printable.padded(version, 5))
        + (info.isDeleted() ? out.style().yellow(aligned) : aligned)
        + "  "
        + out.style().dim(Printable.padded(moment(info), 20));
  }

  private static String moment(VersionInfo info) {
    return (info.isDeleted() ? info.committedAt() : info.createdAt())
        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("-");
  }
}
