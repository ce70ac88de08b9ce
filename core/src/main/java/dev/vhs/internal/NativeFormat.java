package dev.vhs.internal;

import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The format of this library: every row is one that we can read, and most are ours. */
final class NativeFormat implements StoreFormat {
  private final Rules rules;
  private final Variant variant;
  private final NativeKeys keys;
  private final long mostInlineBytes;

  NativeFormat(Rules rules, Variant variant, NativeKeys keys, long mostInlineBytes) {
    this.rules = rules;
    this.variant = variant;
    this.keys = keys;
    this.mostInlineBytes = mostInlineBytes;
  }

  @Override
  public Compatibility compatibility() {
    return Compatibility.NATIVE;
  }

  @Override
  public NativeKeys keys() {
    return keys;
  }

  @Override
  public void checkOpening() {}

  @Override
  public void checkId(String id) {}

  @Override
  public void checkVersion(String id, long version) {}

  @Override
  public void checkDeletes(String operation) {}

  @Override
  public long mostInlineBytes() {
    return mostInlineBytes;
  }

  @Override
  public boolean hasOnlyValues() {
    return false;
  }

  @Override
  public boolean keysTellIds() {
    return true;
  }

  @Override
  public boolean reclaimsReplaced() {
    return true;
  }

  @Override
  public boolean isDefinite(Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
    return rules.isDefinite(variant, commit, inTheWay, firstTry, now);
  }

  @Override
  public Fate fate(Row row, RowAges ages, Duration grace, OperationCall call) {
    if (rules.mayDrop(row, ages.now(), grace)) {
      return Fate.DROPPED;
    }
    return row.kind() == RowKind.MARKER ? Fate.LEFT : Fate.MARKED;
  }
}
