package dev.vhs.internal.write;

import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.commit.WriteOutcome;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The next versions that need no new bytes: deletions, restored versions, other metadata. */
public final class DerivedVersions {
  private final StoreContext store;
  private final StoreIdentity identity;
  private final Reader reader;
  private final ValueUploader uploader;
  private final Writer writer;

  public DerivedVersions(
      StoreContext store,
      StoreIdentity identity,
      Reader reader,
      ValueUploader uploader,
      Writer writer) {
    this.store = store;
    this.identity = identity;
    this.reader = reader;
    this.uploader = uploader;
    this.writer = writer;
  }

  /** A choice of the next version, given the newest one. */
  @FunctionalInterface
  private interface Choice {
    /** Returns the version to write; throws where none can be written. */
    Successor upon(WriteBase newest);
  }

  /**
   * A next version.
   *
   * @param bound the store that it is for
   * @param payload the content of its row
   * @param standing a row that must still hold; null for none
   */
  private record Successor(BoundStore bound, Payload payload, @Nullable Row standing) {}

  private RowInfo write(String id, WriteBase read, Choice choice, OperationContext context) {
    WriteBase base = read;
    BackOff backOff = BackOff.ofConflicts(store, context);
    while (true) {
      context.checkDeadline();
      Successor successor = choice.upon(base);
      BoundStore bound = successor.bound();
      WriteOutcome outcome =
          writer.attempt(
              id,
              bound,
              base,
              base.nextVersion(),
              successor.payload(),
              successor.standing(),
              context);
      if (outcome instanceof WriteOutcome.Written written) {
        return written.info();
      }
      base = writer.goOn(id, bound, base, outcome, true, backOff, context);
    }
  }

  /** Writes a tombstone after a value. */
  public VersionInfo delete(String id, OperationContext context) {
    UUID writeId = newWriteId();
    Choice tombstone =
        newest -> {
          Row row = reader.requireValue(id, null, newest.row());
          BoundStore bound = identity.bind(context);
          bound.format().checkDeletes("delete");
          return new Successor(
              bound,
              store.variant() == Variant.SINGLE
                  ? Payload.sharing(row, RowKind.TOMBSTONE, row.content(), writeId)
                  : Payload.tombstone(writeId),
              null);
        };
    return write(id, reader.newest(id, context), tombstone, context);
  }

  /** Writes a tombstone as exactly one version. */
  public VersionInfo delete(String id, long version, OperationContext context) {
    VersionCondition condition = VersionCondition.exactly(id, version);
    return writer.write(id, uploader.tombstone(context), condition, context);
  }

  /** Writes a tombstone that keeps nothing, unless the newest row is one, and returns its row. */
  public Row bury(String id, OperationContext context) {
    WriteBase newest = reader.newest(id, context);
    Row row = newest.row();
    if (row == null) {
      reader.requireValue(id, null, null);
    }
    if (row != null
        && row.kind() == RowKind.TOMBSTONE
        && row.payload() == null
        && row.value() == null) {
      return row;
    }
    UUID writeId = newWriteId();
    Choice tombstone =
        any -> new Successor(identity.bind(context), Payload.tombstone(writeId), null);
    return write(id, newest, tombstone, context).row();
  }

  /** Writes the newest value again with other metadata. */
  public VersionInfo updateMetadata(
      String id, UnaryOperator<Map<String, String>> change, OperationContext context) {
    UUID writeId = newWriteId();
    Choice changed =
        newest -> {
          Row row = reader.requireValue(id, null, newest.row());
          Content content = row.content();
          if (content == null) {
            throw new UnsupportedOperationException(
                "Version %d of '%s' was written by another program and can't have metadata; write its value again as the next version first"
                    .formatted(row.version(), id));
          }
          Map<String, String> metadata = change.apply(content.metadata());
          ValueUploader.checkOptions(id, content.contentType(), metadata);
          return new Successor(
              identity.bind(context),
              Payload.sharing(row, RowKind.VALUE, content.withMetadata(metadata), writeId),
              null);
        };
    return write(id, reader.newest(id, context), changed, context);
  }

  /** Makes an old version the newest again. */
  public VersionInfo restore(String id, long version, OperationContext context) {
    return store.variant() == Variant.SINGLE
        ? undelete(id, version, context)
        : restoreOld(id, version, context);
  }

  private VersionInfo restoreOld(String id, long version, OperationContext context) {
    Tasks.Pending<WriteBase> reading =
        store.environment().tasks().start(() -> reader.newest(id, context));
    Row first;
    try {
      first = reader.valueRow(id, version, Consistency.CONSISTENT, context);
    } finally {
      reading.await(context.remaining());
    }
    UUID writeId = newWriteId();
    AtomicReference<@Nullable Row> old = new AtomicReference<>(first);
    Choice copy =
        newest -> {
          // The row that was read serves the first try; where that failed, it may be gone.
          Row unused = old.getAndSet(null);
          Row source =
              unused != null
                  ? unused
                  : reader.valueRow(id, version, Consistency.CONSISTENT, context);
          return new Successor(
              identity.bind(context),
              Payload.sharing(source, RowKind.VALUE, source.content(), writeId),
              source);
        };
    return write(id, reading.join(), copy, context);
  }

  private VersionInfo undelete(String id, long version, OperationContext context) {
    UUID writeId = newWriteId();
    Choice undo =
        newest -> {
          Row row = newest.row();
          if (row == null) {
            reader.requireValue(id, null, null);
          }
          if (row == null || row.kind() != RowKind.TOMBSTONE) {
            throw new UnsupportedOperationException(
                "'%s' is not deleted, and %s is a single-version-store: it keeps no older versions to restore"
                    .formatted(id, store.backend().name()));
          }
          boolean kept = row.payload() != null || row.value() != null;
          if (!kept || version != row.version() - 1) {
            throw new NoVersionExists(
                kept
                    ? "Version %d of '%s' can't be restored; only the one that was deleted can, %d"
                        .formatted(version, id, row.version() - 1)
                    : "Version %d of '%s' can't be restored: it was purged, or the grace period after its deletion is over"
                        .formatted(version, id),
                id,
                version);
          }
          return new Successor(
              identity.bind(context),
              Payload.sharing(row, RowKind.VALUE, row.content(), writeId),
              null);
        };
    return write(id, reader.newest(id, context), undo, context);
  }

  private UUID newWriteId() {
    return store.environment().writeIds().get();
  }
}
