package dev.vhs.internal.identity;

import dev.vhs.internal.protocol.ObjectKeys;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The rows that tell in which format an index without a store row is written. A row that nobody can
 * place, such as one of a script that has neither an object nor a value, tells nothing: it concerns
 * its id alone. For use by one thread.
 */
public final class Evidence {
  private final ObjectKeys nativeKeys;
  private final ObjectKeys scalaKeys;
  private @Nullable Row ofNative;
  private @Nullable Row ofShared;

  public Evidence(ObjectKeys nativeKeys, ObjectKeys scalaKeys) {
    this.nativeKeys = nativeKeys;
    this.scalaKeys = scalaKeys;
  }

  /** Takes a row into account. */
  public void add(Row row) {
    if (isOfNative(row)) {
      ofNative = row;
    } else if (isOfShared(row)) {
      ofShared = row;
    }
  }

  /** Returns whether only a native store has such a row: it wrote it, and not for both clients. */
  private boolean isOfNative(Row row) {
    return row.writeId() != null
        && (row.kind() != RowKind.VALUE
            || row.value() != null
            || (row.payload() != null && nativeKeys.parse(row.payload().key()) != null));
  }

  /** Returns whether the Scala client wrote the row, or one of us for both clients. */
  private boolean isOfShared(Row row) {
    return row.payload() != null && scalaKeys.parse(row.payload().key()) != null;
  }

  /** Returns a row that only a native store has; null if none was added. */
  @Nullable Row ofNative() {
    return ofNative;
  }

  /** Returns a row that only a store shared with the Scala client has; null if none was added. */
  public @Nullable Row ofShared() {
    return ofShared;
  }
}
