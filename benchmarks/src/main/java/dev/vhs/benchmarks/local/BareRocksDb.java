package dev.vhs.benchmarks.local;

import dev.vhs.benchmarks.Contender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB that syncs its log at each write; concurrent writers share a sync. It keeps one value
 * for each id and no versions, which is less than the others do.
 */
final class BareRocksDb implements Contender {
  private final Options options = new Options().setCreateIfMissing(true);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB db;

  /** Creates a database in a folder. */
  BareRocksDb(Path folder) throws RocksDBException {
    db = RocksDB.open(options, folder.toString());
  }

  @Override
  public String name() {
    return "RocksDB";
  }

  @Override
  public void init(String id, byte[] value) throws RocksDBException {
    db.put(synced, id.getBytes(StandardCharsets.UTF_8), value);
  }

  @Override
  public byte[] getLatest(String id) throws RocksDBException {
    byte[] value = db.get(id.getBytes(StandardCharsets.UTF_8));
    if (value == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    return value;
  }

  /** Moves written values from memory to files, where most of a database is. */
  void flush() throws RocksDBException {
    try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
      db.flush(waiting);
    }
  }

  @Override
  public void close() {
    db.close();
    synced.close();
    options.close();
  }
}
