package dev.vhs.internal;

import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.ReadOptions;
import dev.vhs.RetentionPolicy;
import dev.vhs.Scan;
import dev.vhs.VersionChains;
import dev.vhs.VersionInfo;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.sweep.VersionRemoval;
import dev.vhs.internal.write.DerivedVersions;
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
  final Operations operations;
  final Reader reader;
  final Consistency consistency;
  private final ChainReading chain;
  private final DerivedVersions derived;
  private final VersionRemoval removal;
  private final boolean confirmed;

  ChainOperations(
      Operations operations,
      Reader reader,
      ChainReading chain,
      DerivedVersions derived,
      VersionRemoval removal) {
    this.operations = operations;
    this.reader = reader;
    this.chain = chain;
    this.derived = derived;
    this.removal = removal;
    this.consistency = consistency(ReadOptions.DEFAULT);
    this.confirmed = ReadOptions.DEFAULT.isConfirmed();
  }

  /** Creates the same operations with other options. */
  ChainOperations(ChainOperations same, ReadOptions options) {
    this.operations = same.operations;
    this.reader = same.reader;
    this.chain = same.chain;
    this.derived = same.derived;
    this.removal = same.removal;
    this.consistency = consistency(options);
    this.confirmed = options.isConfirmed();
  }

  private static Consistency consistency(ReadOptions options) {
    return options.isEventual() ? Consistency.EVENTUAL : Consistency.CONSISTENT;
  }

  /** Returns the row of a version, for its value to be read. */
  final Row rowOf(String id, long version, OperationContext context) {
    return confirmed
        ? reader.valueRow(id, version, consistency, context)
        : reader.knownRow(id, version, consistency, context);
  }

  @Override
  public VersionInfo info(String id) {
    return operations.run(
        operations.call("info", id),
        context -> {
          Instant readAt = reader.now();
          Row row = reader.latestValueRow(id, consistency, context);
          return RowInfo.of(row, consistency == Consistency.CONSISTENT ? readAt : null);
        });
  }

  @Override
  public VersionInfo info(String id, long version) {
    return operations.run(
        operations.call("info", id),
        context -> RowInfo.of(reader.valueRow(id, version, consistency, context), null));
  }

  @Override
  public boolean exists(String id) {
    return operations.run(
        operations.call("exists", id),
        context -> {
          Row row = reader.newestRow(id, consistency, context);
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
    return operations.run(
        operations.call("history", id),
        first -> {
          // Later pages come when the stream is consumed, which may be long after this call.
          OperationContext context = operations.lasting("history", id);
          Iterator<Row> rows = chain.settledRows(id, before, consistency, context);
          if (before.isEmpty() && !rows.hasNext()) {
            throw reader.missing(id);
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
    return operations.run(
        operations.call("restore", id), context -> derived.restore(id, version, context));
  }

  @Override
  public VersionInfo updateMetadata(String id, UnaryOperator<Map<String, String>> change) {
    return operations.run(
        operations.call("updateMetadata", id),
        context -> derived.updateMetadata(id, change, context));
  }

  @Override
  public VersionInfo delete(String id) {
    return operations.run(operations.call("delete", id), context -> derived.delete(id, context));
  }

  @Override
  public VersionInfo delete(String id, long version) {
    return operations.run(
        operations.call("delete", id), context -> derived.delete(id, version, context));
  }

  @Override
  public PurgeReport purge(String id) {
    return operations.run(
        operations.lasting("purge", id), context -> removal.purge(id, false, context));
  }

  @Override
  public PurgeReport purgeAndForget(String id) {
    return operations.run(
        operations.lasting("purge", id), context -> removal.purge(id, true, context));
  }

  @Override
  public PruneReport prune(String id, RetentionPolicy keep) {
    return operations.run(
        operations.lasting("prune", id), context -> removal.prune(id, keep, context));
  }

  @Override
  public PruneReport previewPrune(String id, RetentionPolicy keep) {
    return operations.run(
        operations.lasting("previewPrune", id), context -> removal.previewPrune(id, keep, context));
  }

  @Override
  public Stream<VersionInfo> scan(Scan scan) {
    return operations.run(
        operations.lasting("scan"), context -> reader.scan(scan, consistency, context));
  }
}
