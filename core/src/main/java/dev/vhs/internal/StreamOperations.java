package dev.vhs.internal;

import dev.vhs.Facts;
import dev.vhs.InvalidRequest;
import dev.vhs.ReadOptions;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.WriteOptions;
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

  StreamOperations(HybridStore store, WriteOptions writing, ReadOptions reading) {
    super(store, reading);
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public Facts init(String id, Source source) {
    return write("init", id, source, new Target.First(id));
  }

  @Override
  public Facts put(String id, long version, Source source) {
    return write("put", id, source, Target.exactly(id, version));
  }

  @Override
  public Facts putLatest(String id, Source source) {
    return write("putLatest", id, source, new Target.Next());
  }

  @Override
  public Facts replace(Facts read, Source source) {
    return write("replace", read.id(), source, new Target.After(read));
  }

  private Facts write(String operation, String id, Source source, Target target) {
    return store
        .operations()
        .unbounded(
            operation,
            Ids.check(id),
            call -> {
              Draft draft =
                  store
                      .stager()
                      .draft(id, source, writing.contentType().orElse(TYPE), writing, call);
              try {
                return store.writer().write(id, draft, target, call);
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
            call -> {
              Instant readAt = store.engine().now();
              Row row = store.reader().latestValueRow(id, consistency, call);
              boolean consistent = consistency == Consistency.CONSISTENT;
              return open(
                  row,
                  () -> store.reader().latestValueRow(id, Consistency.CONSISTENT, call),
                  consistent ? readAt : null,
                  call);
            });
  }

  @Override
  public ValueStream open(String id, long version) {
    return store
        .operations()
        .unbounded(
            "open",
            Ids.check(id),
            call ->
                open(
                    rowOf(id, version, call),
                    () -> store.reader().valueRow(id, version, Consistency.CONSISTENT, call),
                    null,
                    call));
  }

  private ValueStream open(
      Row first, Supplier<Row> again, @Nullable Instant readAt, OperationCall call) {
    return store
        .reader()
        .following(
            first,
            again,
            row -> {
              InputStream stream = store.reader().open(row, call);
              Facts facts = Facts.of(row, row.equals(first) ? readAt : null);
              return stream == null ? null : new ValueStream(facts, stream, row.content() != null);
            },
            call);
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
            call ->
                store
                    .reader()
                    .following(
                        rowOf(id, version, call),
                        () -> store.reader().valueRow(id, version, Consistency.CONSISTENT, call),
                        row -> {
                          InputStream stream = store.values().openRange(row, offset, length, call);
                          return stream == null
                              ? null
                              : new ValueStream(Facts.of(row, null), stream, false);
                        },
                        call));
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
