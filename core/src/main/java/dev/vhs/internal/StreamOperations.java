package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.ReadOptions;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import dev.vhs.WriteOptions;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.sweep.VersionRemoval;
import dev.vhs.internal.value.CachedValues;
import dev.vhs.internal.value.OpenedValue;
import dev.vhs.internal.value.Values;
import dev.vhs.internal.write.DerivedVersions;
import dev.vhs.internal.write.PendingValue;
import dev.vhs.internal.write.ValueUploader;
import dev.vhs.internal.write.VersionCondition;
import dev.vhs.internal.write.Writer;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on values as streams. */
final class StreamOperations extends ChainOperations implements StreamStore {
  private static final String TYPE = "application/octet-stream";

  private final ValueUploader uploader;
  private final Writer writer;
  private final Values stored;
  private final CachedValues values;
  private final WriteOptions writing;
  private final ReadOptions reading;

  StreamOperations(
      Operations operations,
      Reader reader,
      ChainReading chain,
      DerivedVersions derived,
      VersionRemoval removal,
      ValueUploader uploader,
      Writer writer,
      Values stored,
      CachedValues values) {
    super(operations, reader, chain, derived, removal);
    this.uploader = uploader;
    this.writer = writer;
    this.stored = stored;
    this.values = values;
    this.writing = WriteOptions.DEFAULT;
    this.reading = ReadOptions.DEFAULT;
  }

  private StreamOperations(StreamOperations same, WriteOptions writing, ReadOptions reading) {
    super(same, reading);
    this.uploader = same.uploader;
    this.writer = same.writer;
    this.stored = same.stored;
    this.values = same.values;
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

  private VersionInfo write(
      String operation, String id, Source source, VersionCondition condition) {
    return operations.run(
        operations.lasting(operation, id),
        context -> {
          String type = writing.contentType().orElse(TYPE);
          PendingValue value = uploader.pending(id, source, type, writing, context);
          try {
            return writer.write(id, value, condition, context);
          } finally {
            value.close();
          }
        });
  }

  @Override
  public ValueStream open(String id) {
    return operations.run(
        operations.lasting("open", id),
        context -> {
          Instant readAt = reader.now();
          Row row = reader.latestValueRow(id, consistency, context);
          boolean consistent = consistency == Consistency.CONSISTENT;
          return open(
              row,
              () -> reader.latestValueRow(id, Consistency.CONSISTENT, context),
              consistent ? readAt : null,
              context);
        });
  }

  @Override
  public ValueStream open(String id, long version) {
    return operations.run(
        operations.lasting("open", id),
        context ->
            open(
                rowOf(id, version, context),
                () -> reader.valueRow(id, version, Consistency.CONSISTENT, context),
                null,
                context));
  }

  private ValueStream open(
      Row first, Supplier<Row> again, @Nullable Instant readAt, OperationContext context) {
    Row row = first;
    InputStream stream = values.open(row, context);
    while (stream == null) {
      row = reader.reread(row, again, context);
      stream = values.open(row, context);
    }
    VersionInfo info = RowInfo.of(row, row.equals(first) ? readAt : null);
    return new OpenedValue(info, stream, row.content() != null);
  }

  @Override
  public ValueStream openRange(String id, long version, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new InvalidRequest(
          "A range of '%s' can't have %s bytes from byte %s on; both numbers must be 0 or more"
              .formatted(id, length, offset),
          id);
    }
    return operations.run(
        operations.lasting("openRange", id),
        context -> {
          Row row = rowOf(id, version, context);
          InputStream stream = stored.openRange(row, offset, length, context);
          while (stream == null) {
            row =
                reader.reread(
                    row,
                    () -> reader.valueRow(id, version, Consistency.CONSISTENT, context),
                    context);
            stream = stored.openRange(row, offset, length, context);
          }
          return new OpenedValue(RowInfo.of(row, null), stream, false);
        });
  }

  @Override
  public StreamStore with(WriteOptions options) {
    return new StreamOperations(this, options, reading);
  }

  @Override
  public StreamStore with(ReadOptions options) {
    return new StreamOperations(this, writing, options);
  }

  @Override
  public String toString() {
    return operations.named("StreamStore");
  }
}
