package dev.vhs.cli.upkeep;

import dev.vhs.cli.shell.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A file that says how far long work came; written at most once a second, each time as a whole. */
final class StateFile {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final @Nullable String token;

  /** What was noted and is not written yet. */
  private @Nullable String latest;

  private long writtenAt;

  private StateFile(Path file, @Nullable String token) {
    this.file = file;
    this.token = token;
    this.writtenAt = System.nanoTime() - PAUSE_NANOS;
  }

  /** Reads it, if it is there. */
  static StateFile at(Path file) throws IOException {
    try {
      return new StateFile(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      return new StateFile(file, null);
    }
  }

  /** Where to go on; null where it begins anew. */
  @Nullable String token() {
    return token;
  }

  /** Notes where to go on. */
  void note(String where) throws IOException {
    latest = where;
    if (System.nanoTime() - writtenAt >= PAUSE_NANOS) {
      write(where);
    }
  }

  /** Ends it: with the last note, or where the work has come to its end, with none. */
  void end(boolean hasEnded) throws IOException {
    if (hasEnded) {
      Files.deleteIfExists(file);
    } else if (latest != null) {
      write(latest);
    }
  }

  private void write(String where) throws IOException {
    try (WholeFile whole = WholeFile.beside(file.toAbsolutePath())) {
      whole.stream().write(where.getBytes(StandardCharsets.UTF_8));
      whole.commit(file.toAbsolutePath());
    }
    latest = null;
    writtenAt = System.nanoTime();
  }
}
