package dev.vhs.internal.protocol;

import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The format of this library. We can read every row, and have written most of them. */
public final class NativeFormat implements StoreFormat {
  private final Rules rules;
  private final Variant variant;
  private final NativeKeys keys;
  private final long maxInlineBytes;

  public NativeFormat(Rules rules, Variant variant, NativeKeys keys, long maxInlineBytes) {
    this.rules = rules;
    this.variant = variant;
    this.keys = keys;
    this.maxInlineBytes = maxInlineBytes;
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
  public long maxInlineBytes() {
    return maxInlineBytes;
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
  public Fate fate(Row row, RowAges ages, Duration grace, OperationContext context) {
    if (rules.mayDrop(row, ages.now(), grace)) {
      return Fate.DROPPED;
    }
    return row.kind() == RowKind.MARKER ? Fate.LEFT : Fate.MARKED;
  }
}
