package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.ReadOptions;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import dev.vhs.WriteOptions;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.value.OpenedValue;
import dev.vhs.internal.write.PendingValue;
import dev.vhs.internal.write.VersionCondition;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values as streams over the engine. */
final class StreamOperations extends ChainOperations implements StreamStore {
  private static final String TYPE = "application/octet-stream";

  private final WriteOptions writing;
  private final ReadOptions reading;

  StreamOperations(StoreEngine store, WriteOptions writing, ReadOptions reading) {
    super(store, reading);
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public VersionInfo init(String id, Source source) {
    return write("init", id, source, new VersionCondition.First(id));
  }

  @Override
  public VersionInfo put(String id, long version, Source source) {
    return write("put", id, source, VersionCondition.exactly(id, version));
  }

  @Override
  public VersionInfo putLatest(String id, Source source) {
    return write("putLatest", id, source, new VersionCondition.Next());
  }

  @Override
  public VersionInfo replace(VersionInfo read, Source source) {
    return write("replace", read.id(), source, new VersionCondition.After(RowInfo.from(read)));
  }

  private VersionInfo write(String operation, String id, Source source, VersionCondition target) {
    return store
        .operations()
        .unbounded(
            operation,
            Ids.check(id),
            context -> {
              PendingValue draft =
                  store
                      .stager()
                      .draft(id, source, writing.contentType().orElse(TYPE), writing, context);
              try {
                return store.writer().write(id, draft, target, context);
              } finally {
                draft.close();
              }
            });
  }

  @Override
  public ValueStream open(String id) {
    return store
        .operations()
        .unbounded(
            "open",
            Ids.check(id),
            context -> {
              Instant readAt = store.engine().now();
              Row row = store.reader().latestValueRow(id, consistency, context);
              boolean consistent = consistency == Consistency.CONSISTENT;
              return open(
                  row,
                  () -> store.reader().latestValueRow(id, Consistency.CONSISTENT, context),
                  consistent ? readAt : null,
                  context);
            });
  }

  @Override
  public ValueStream open(String id, long version) {
    return store
        .operations()
        .unbounded(
            "open",
            Ids.check(id),
            context ->
                open(
                    rowOf(id, version, context),
                    () -> store.reader().valueRow(id, version, Consistency.CONSISTENT, context),
                    null,
                    context));
  }

  private ValueStream open(
      Row first, Supplier<Row> again, @Nullable Instant readAt, OperationContext context) {
    return store
        .reader()
        .following(
            first,
            again,
            row -> {
              InputStream stream = store.reader().open(row, context);
              VersionInfo info = RowInfo.of(row, row.equals(first) ? readAt : null);
              return stream == null ? null : new OpenedValue(info, stream, row.content() != null);
            },
            context);
  }

  @Override
  public ValueStream openRange(String id, long version, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new InvalidRequest(
          "A range of '%s' can't have %d bytes from %d: both are 0 or more"
              .formatted(id, length, offset),
          id);
    }
    return store
        .operations()
        .unbounded(
            "openRange",
            Ids.check(id),
            context ->
                store
                    .reader()
                    .following(
                        rowOf(id, version, context),
                        () -> store.reader().valueRow(id, version, Consistency.CONSISTENT, context),
                        row -> {
                          InputStream stream =
                              store.values().openRange(row, offset, length, context);
                          return stream == null
                              ? null
                              : new OpenedValue(RowInfo.of(row, null), stream, false);
                        },
                        context));
  }

  @Override
  public StreamStore with(WriteOptions options) {
    return new StreamOperations(store, options, reading);
  }

  @Override
  public StreamStore with(ReadOptions options) {
    return new StreamOperations(store, writing, options);
  }
}
