package dev.vhs.benchmarks.local;

import dev.vhs.benchmarks.Contender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.SQLException;

/**
 * A contender that keeps values in files as durable as the store's: each file is synced, renamed,
 * its folder synced, and named by a row of SQLite with its SHA-256.
 */
final class BareFiles implements Contender {
  /** About what a pointer has besides its checksum. */
  private static final int FACTS_BYTES = 168;

  private final Path folder;
  private final BareSqlite rows;

  /** Creates an empty folder. */
  BareFiles(Path folder) throws IOException, SQLException {
    this.folder = Files.createDirectory(folder);
    this.rows = new BareSqlite(folder.resolveSibling(folder.getFileName() + ".db"));
  }

  @Override
  public String name() {
    return "bare files";
  }

  @Override
  public void init(String id, byte[] value) throws Exception {
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(value);
    Path temporary = folder.resolve("temporary-" + Thread.currentThread().getId());
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(value));
      channel.force(true);
    }
    Files.move(temporary, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
    rows.init(id, ByteBuffer.allocate(FACTS_BYTES + sha256.length).put(sha256).array());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
