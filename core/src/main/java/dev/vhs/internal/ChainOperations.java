package dev.vhs.internal;

import dev.vhs.Facts;
import dev.vhs.Keep;
import dev.vhs.NoVersionExists;
import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.ReadOptions;
import dev.vhs.Scan;
import dev.vhs.VersionChains;
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
  final HybridStore store;
  final Consistency consistency;
  private final boolean confirmed;

  ChainOperations(HybridStore store, ReadOptions options) {
    this.store = store;
    this.consistency = options.isEventual() ? Consistency.EVENTUAL : Consistency.CONSISTENT;
    this.confirmed = options.isConfirmed();
  }

  /** The row of a version, for its value to be read. */
  final Row rowOf(String id, long version, OperationCall call) {
    return confirmed
        ? store.reader().valueRow(id, version, consistency, call)
        : store.reader().knownRow(id, version, consistency, call);
  }

  @Override
  public Facts info(String id) {
    return store
        .operations()
        .on(
            "info",
            id,
            call -> {
              Instant readAt = store.engine().now();
              Row row = store.reader().latestValueRow(id, consistency, call);
              return Facts.of(row, consistency == Consistency.CONSISTENT ? readAt : null);
            });
  }

  @Override
  public Facts info(String id, long version) {
    return store
        .operations()
        .on(
            "info",
            id,
            call -> Facts.of(store.reader().valueRow(id, version, consistency, call), null));
  }

  @Override
  public boolean exists(String id) {
    return store
        .operations()
        .on(
            "exists",
            id,
            call -> {
              Row row = store.reader().newestRow(id, consistency, call);
              return row != null && row.kind() == RowKind.VALUE;
            });
  }

  @Override
  public Stream<Facts> history(String id) {
    return history(id, OptionalLong.empty());
  }

  @Override
  public Stream<Facts> history(String id, long before) {
    return history(id, OptionalLong.of(before));
  }

  private Stream<Facts> history(String id, OptionalLong before) {
    return store
        .operations()
        .on(
            "history",
            id,
            first -> {
              // Later pages come when the stream is consumed, which may be long after this call.
              OperationCall call =
                  new OperationCall(
                      store.engine().environment(),
                      "history",
                      id,
                      store.engine().settings().callTimeout(),
                      false);
              Iterator<Row> rows = store.chain().settledRows(id, before, consistency, call);
              if (before.isEmpty() && !rows.hasNext()) {
                throw new NoVersionExists(
                    "'%s' is not in %s".formatted(id, store.name()), id, null);
              }
              return StreamSupport.stream(
                      Spliterators.spliteratorUnknownSize(
                          rows, Spliterator.ORDERED | Spliterator.NONNULL),
                      false)
                  .filter(row -> row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE)
                  .map(row -> Facts.of(row, null));
            });
  }

  @Override
  public Facts restore(String id, long version) {
    return store
        .operations()
        .on("restore", id, call -> store.successions().restore(id, version, call));
  }

  @Override
  public Facts updateMetadata(String id, UnaryOperator<Map<String, String>> change) {
    return store
        .operations()
        .on("updateMetadata", id, call -> store.successions().updateMetadata(id, change, call));
  }

  @Override
  public Facts delete(String id) {
    return store.operations().on("delete", id, call -> store.successions().delete(id, call));
  }

  @Override
  public Facts delete(String id, long version) {
    return store
        .operations()
        .on(
            "delete",
            id,
            call -> {
              Target target = Target.exactly(id, version);
              return store.writer().write(id, store.stager().tombstone(call), target, call);
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
        .unbounded("purge", Ids.check(id), call -> store.retirement().purge(id, forget, call));
  }

  @Override
  public PruneReport prune(String id, Keep keep) {
    return store
        .operations()
        .unbounded("prune", Ids.check(id), call -> store.retirement().prune(id, keep, call));
  }

  @Override
  public PruneReport previewPrune(String id, Keep keep) {
    return store
        .operations()
        .unbounded(
            "previewPrune", Ids.check(id), call -> store.retirement().previewPrune(id, keep, call));
  }

  @Override
  public Stream<Facts> scan(Scan scan) {
    return store
        .operations()
        .unbounded(
            "scan",
            "",
            call -> IndexScan.newest(store.engine(), store.reader(), scan, consistency, call));
  }
}
