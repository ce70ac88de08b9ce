package dev.vhs.cli.transfer;

import dev.vhs.NoVersionExists;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.cli.shell.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A writer of backups in the form of {@link ExportedVersions}. Safe for use by many threads, each
 * on its own id.
 */
final class VersionsWriter implements AutoCloseable {
  private final StreamStore store;
  private final ExportTree tree;
  private final Tally tally;
  private final ExportedFile lines;
  private final LongAdder deletions = new LongAdder();
  private long ids;
  private long versions;

  VersionsWriter(Vhs vhs, ExportTree tree, Tally tally) throws IOException {
    this.store = vhs.streams();
    this.tree = tree;
    this.tally = tally;
    this.lines = tree.begin();
    line(ExportedVersions.header(vhs.name()));
  }

  /** Returns the number of ids that have something written. */
  synchronized long ids() {
    return ids;
  }

  /** Returns the number of deletions that were written. */
  long deletions() {
    return deletions.sum();
  }

  /** Writes all versions of an id. */
  void write(String id) {
    StringBuilder text = new StringBuilder();
    long count = 0;
    try (Stream<VersionInfo> history = store.history(id)) {
      for (Iterator<VersionInfo> each = history.iterator(); each.hasNext(); ) {
        CopiedVersion version = write(id, CopiedVersion.of(each.next()));
        if (version != null) {
          text.append(Json.line(ExportedVersions.members(id, version))).append('\n');
          count++;
        }
      }
    } catch (NoVersionExists e) {
      // Purged since it was listed, so there is nothing to export.
    } catch (RuntimeException e) {
      tally.failed(id, e);
    }
    if (count > 0) {
      append(text, count);
    }
  }

  /** Writes a version's value. Returns null if the version has no line. */
  private @Nullable CopiedVersion write(String id, CopiedVersion version) {
    if (version.deleted()) {
      deletions.increment();
      return version;
    }
    try {
      if (isThere(version)) {
        tally.unchanged();
        return version;
      }
      return fetch(id, version);
    } catch (NoVersionExists e) {
      return null;
    } catch (RuntimeException | IOException e) {
      tally.failed(id, e);
      return null;
    }
  }

  private boolean isThere(CopiedVersion version) throws IOException {
    String sha256 = version.sha256();
    return sha256 != null && tree.holds(ExportedVersions.object(sha256), version.size(), sha256);
  }

  private CopiedVersion fetch(String id, CopiedVersion version) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (ValueStream value = store.open(id, version.version());
        ExportedFile file = tree.begin()) {
      long size;
      try (OutputStream out = new DigestOutputStream(file.stream(), digest)) {
        size = value.transferTo(out);
      }
      String sha256 = Digests.hex(digest);
      tree.place(ExportedVersions.object(sha256), file);
      tally.done(size);
      return new CopiedVersion(
          version.version(),
          false,
          size,
          sha256,
          version.contentType(),
          version.createdAt(),
          version.metadata());
    }
  }

  /** Writes the lines of one id, which stay together. */
  private synchronized void append(CharSequence text, long count) {
    try {
      lines.stream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ids++;
    versions += count;
  }

  private void line(Map<String, ?> members) throws IOException {
    lines.stream().write((Json.line(members) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the file once all ids are written, and gives it its name. */
  synchronized void end() throws IOException {
    line(ExportedVersions.trailer(ids, versions));
    tree.place(ExportedVersions.LINES, lines);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
