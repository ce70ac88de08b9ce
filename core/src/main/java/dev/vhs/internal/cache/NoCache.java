package dev.vhs.internal.cache;

import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers nothing. */
enum NoCache implements ValueCache {
  /** The only one. */
  INSTANCE;

  @Override
  public @Nullable Row readNewest(String id, RowReading reading) {
    return reading.read();
  }

  @Override
  public @Nullable WriteBase guess(String id, Duration commitWindow) {
    return null;
  }

  @Override
  public void refuted(WriteBase guess) {}

  @Override
  public @Nullable Row readVersion(String id, long version, RowReading reading) {
    return reading.read();
  }

  @Override
  public @Nullable Row version(String id, long version) {
    return null;
  }

  @Override
  public byte @Nullable [] bytes(Row row, OperationContext context, BytesReading reading) {
    return reading.read();
  }

  @Override
  public boolean serves(Row row) {
    return false;
  }

  @Override
  public void stored(Location location, Content content, Bytes value) {}

  @Override
  public long retirements() {
    return 0;
  }

  @Override
  public void wrote(Row row, Instant committedAt, long retirements) {}

  @Override
  public void retired(String id, long below) {}

  @Override
  public void removed(Location location) {}

  @Override
  public CacheStats stats() {
    return CacheStats.NONE;
  }
}
