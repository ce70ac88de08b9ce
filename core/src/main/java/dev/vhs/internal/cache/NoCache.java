package dev.vhs.internal.cache;

import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A cache that keeps nothing. */
enum NoCache implements ValueCache {
  /** The only instance. */
  INSTANCE;

  @Override
  public @Nullable WriteBase guess(String id, Duration commitWindow) {
    return null;
  }

  @Override
  public void refuted(WriteBase guess) {}

  @Override
  public @Nullable Row findVersion(String id, long version) {
    return null;
  }

  @Override
  public @Nullable Bytes findValue(ObjectValue asked) {
    return null;
  }

  @Override
  public long retirements() {
    return 0;
  }

  @Override
  public void keepNewest(String id, @Nullable Row row, Instant readAt, long retirements) {}

  @Override
  public void keepVersion(String id, long version, @Nullable Row row, long retirements) {}

  @Override
  public boolean keepsValue(ObjectValue asked) {
    return false;
  }

  @Override
  public boolean servesStream(ObjectValue asked) {
    return false;
  }

  @Override
  public void keepValue(ObjectValue asked, Bytes value) {}

  @Override
  public void retired(String id, long below) {}

  @Override
  public void removed(Location location) {}

  @Override
  public void forgetAll() {}

  @Override
  public void countValueRead() {}

  @Override
  public void countValueMiss() {}

  @Override
  public CacheStats stats() {
    return CacheStats.NONE;
  }
}
