package dev.vhs.cli.upkeep;

import dev.vhs.Repair;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Json;
import dev.vhs.cli.shell.ProblemPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The record of repairs: a JSON object on each line, each on disk before the repair goes on. */
final class Journal implements AutoCloseable {
  private final FileChannel file;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /** Opens a file to append to, or creates it. */
  static Journal at(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new Failure(Failure.OTHER, path + " is a folder. Name a file in it");
    }
    boolean isNew = Files.notExists(path);
    Journal journal =
        new Journal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    try {
      if (isNew) {
        forceFolder(path);
      }
    } catch (IOException e) {
      journal.close();
      throw e;
    }
    return journal;
  }

  /** Forces the folder of a new file to disk, without which a loss of power may take its name. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  /** Writes the state of a repair. */
  void note(Repair repair) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", Instant.now());
    members.put("repair", repair.action().text());
    members.put("state", repair.state().text());
    members.putAll(ProblemPrinter.members(repair.problem()));
    ByteBuffer line = ByteBuffer.wrap((Json.line(members) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
