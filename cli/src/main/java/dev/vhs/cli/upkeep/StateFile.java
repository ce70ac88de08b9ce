package dev.vhs.cli.upkeep;

import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file with the progress of long work. It is written at most once a second, always as a whole.
 */
final class StateFile {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final @Nullable String token;

  /** The last note, if it is not written yet. */
  private @Nullable String latest;

  private long writtenAt;

  private StateFile(Path file, @Nullable String token) {
    this.file = file;
    this.token = token;
    this.writtenAt = System.nanoTime() - PAUSE_NANOS;
  }

  /** Reads a file if it exists. */
  static StateFile at(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Failure(Failure.OTHER, file + " is a folder. Name a file in it");
    }
    try {
      return new StateFile(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      return new StateFile(file, null);
    } catch (CharacterCodingException e) {
      throw new Failure(Failure.OTHER, file + " is not a file that --state wrote. Name another", e);
    }
  }

  /** Returns the place to go on from; null at a fresh start. */
  @Nullable String token() {
    return token;
  }

  /** Notes the place to go on from. */
  void note(String where) throws IOException {
    latest = where;
    if (System.nanoTime() - writtenAt >= PAUSE_NANOS) {
      write(where);
    }
  }

  /** Writes the last note, or removes the file if the work has come to its end. */
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
