package dev.vhs.internal;

import dev.vhs.NoVersionExists;
import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.ReadOptions;
import dev.vhs.RetentionPolicy;
import dev.vhs.Scan;
import dev.vhs.VersionChains;
import dev.vhs.VersionInfo;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.read.IndexScan;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.write.VersionCondition;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operations that never touch a value's bytes. */
abstract class ChainOperations implements VersionChains {
  final StoreEngine store;
  final Consistency consistency;
  private final boolean confirmed;

  ChainOperations(StoreEngine store, ReadOptions options) {
    this.store = store;
    this.consistency = options.isEventual() ? Consistency.EVENTUAL : Consistency.CONSISTENT;
    this.confirmed = options.isConfirmed();
  }

  /** The row of a version, for its value to be read. */
  final Row rowOf(String id, long version, OperationContext context) {
    return confirmed
        ? store.reader().valueRow(id, version, consistency, context)
        : store.reader().knownRow(id, version, consistency, context);
  }

  @Override
  public VersionInfo info(String id) {
    return store
        .operations()
        .on(
            "info",
            id,
            context -> {
              Instant readAt = store.engine().now();
              Row row = store.reader().latestValueRow(id, consistency, context);
              return RowInfo.of(row, consistency == Consistency.CONSISTENT ? readAt : null);
            });
  }

  @Override
  public VersionInfo info(String id, long version) {
    return store
        .operations()
        .on(
            "info",
            id,
            context ->
                RowInfo.of(store.reader().valueRow(id, version, consistency, context), null));
  }

  @Override
  public boolean exists(String id) {
    return store
        .operations()
        .on(
            "exists",
            id,
            context -> {
              Row row = store.reader().newestRow(id, consistency, context);
              return row != null && row.kind() == RowKind.VALUE;
            });
  }

  @Override
  public Stream<VersionInfo> history(String id) {
    return history(id, OptionalLong.empty());
  }

  @Override
  public Stream<VersionInfo> history(String id, long before) {
    return history(id, OptionalLong.of(before));
  }

  private Stream<VersionInfo> history(String id, OptionalLong before) {
    return store
        .operations()
        .on(
            "history",
            id,
            first -> {
              // Later pages come when the stream is consumed, which may be long after this call.
              OperationContext context =
                  new OperationContext(
                      store.engine().environment(),
                      "history",
                      id,
                      store.engine().settings().callTimeout(),
                      false);
              Iterator<Row> rows = store.chain().settledRows(id, before, consistency, context);
              if (before.isEmpty() && !rows.hasNext()) {
                throw new NoVersionExists(
                    "'%s' is not in %s".formatted(id, store.name()), id, null);
              }
              return StreamSupport.stream(
                      Spliterators.spliteratorUnknownSize(
                          rows, Spliterator.ORDERED | Spliterator.NONNULL),
                      false)
                  .filter(row -> row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE)
                  .map(row -> RowInfo.of(row, null));
            });
  }

  @Override
  public VersionInfo restore(String id, long version) {
    return store
        .operations()
        .on("restore", id, context -> store.successions().restore(id, version, context));
  }

  @Override
  public VersionInfo updateMetadata(String id, UnaryOperator<Map<String, String>> change) {
    return store
        .operations()
        .on(
            "updateMetadata",
            id,
            context -> store.successions().updateMetadata(id, change, context));
  }

  @Override
  public VersionInfo delete(String id) {
    return store.operations().on("delete", id, context -> store.successions().delete(id, context));
  }

  @Override
  public VersionInfo delete(String id, long version) {
    return store
        .operations()
        .on(
            "delete",
            id,
            context -> {
              VersionCondition target = VersionCondition.exactly(id, version);
              return store.writer().write(id, store.stager().tombstone(context), target, context);
            });
  }

  @Override
  public PurgeReport purge(String id) {
    return purge(id, false);
  }

  @Override
  public PurgeReport purgeAndForget(String id) {
    return purge(id, true);
  }

  private PurgeReport purge(String id, boolean forget) {
    return store
        .operations()
        .unbounded(
            "purge", Ids.check(id), context -> store.retirement().purge(id, forget, context));
  }

  @Override
  public PruneReport prune(String id, RetentionPolicy keep) {
    return store
        .operations()
        .unbounded("prune", Ids.check(id), context -> store.retirement().prune(id, keep, context));
  }

  @Override
  public PruneReport previewPrune(String id, RetentionPolicy keep) {
    return store
        .operations()
        .unbounded(
            "previewPrune",
            Ids.check(id),
            context -> store.retirement().previewPrune(id, keep, context));
  }

  @Override
  public Stream<VersionInfo> scan(Scan scan) {
    return store
        .operations()
        .unbounded(
            "scan",
            "",
            context ->
                IndexScan.newest(store.engine(), store.reader(), scan, consistency, context));
  }
}
