package dev.vhs.internal;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.Facts;
import dev.vhs.VhsException;
import dev.vhs.WriteOptions;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Read, change, write: again on a conflict, with what was newest then. */
final class Updater {
  private final Engine engine;
  private final Reader reader;
  private final Values values;
  private final Stager stager;
  private final Writer writer;

  Updater(Engine engine, Reader reader, Values values, Stager stager, Writer writer) {
    this.engine = engine;
    this.reader = reader;
    this.values = values;
    this.stager = stager;
    this.writer = writer;
  }

  /**
   * Updates the newest value, or writes a first one.
   *
   * @param initial what to write where there is no value; null to fail then
   */
  <T> Facts update(
      String id,
      Codec<T> codec,
      WriteOptions options,
      @Nullable T initial,
      Function<? super T, ? extends @Nullable T> change,
      OperationCall call) {
    Newest base = reader.newest(id, call);
    BackOff backOff = new BackOff(engine, call);
    while (true) {
      call.checkDeadline();
      Row row = base.value();
      T next;
      if (row == null) {
        if (initial == null) {
          reader.requireValue(id, null, base.row());
        }
        next = initial;
      } else {
        byte[] bytes = values.read(row, call);
        if (bytes == null) {
          base = replaced(id, row, call);
          continue;
        }
        next = change.apply(decode(codec, row, bytes));
        if (next == null) {
          return Facts.of(row, base.readAt());
        }
      }
      if (next == null) {
        throw new IllegalStateException("a missing value was not reported");
      }
      Draft draft = draft(id, codec, options, next, row, call);
      Newest tried = base;
      Payload payload = draft.stage(tried.nextVersion(), call);
      Writer.Attempt attempt;
      try {
        attempt = writer.attempt(id, tried, tried.nextVersion(), payload, null, call);
        if (attempt.row() != null) {
          return attempt.facts();
        }
        base = writer.goOn(id, tried, attempt, true, backOff, call);
      } catch (RuntimeException e) {
        if (engine.rules().mayDiscard(e)) {
          writer.discard(id, payload);
        }
        throw e;
      }
      writer.discard(id, payload);
    }
  }

  /** What is newest now, since the object of what was newest is gone. */
  private Newest replaced(String id, Row row, OperationCall call) {
    Newest now = reader.newest(id, call);
    Row current = now.value();
    if (current != null && current.standsAs(row)) {
      throw Reader.dangling(row);
    }
    return now;
  }

  private <T> Draft draft(
      String id,
      Codec<T> codec,
      WriteOptions options,
      T value,
      @Nullable Row row,
      OperationCall call) {
    Content content = row == null ? null : row.content();
    Map<String, String> metadata =
        options.metadata().isEmpty() && content != null ? content.metadata() : options.metadata();
    return stager.draft(
        id, encode(codec, id, value), type(codec, options), options, metadata, call);
  }

  static String type(Codec<?> codec, WriteOptions options) {
    return options.contentType().orElseGet(codec::contentType);
  }

  static <T> byte[] encode(Codec<T> codec, String id, T value) {
    try {
      return codec.encode(value);
    } catch (VhsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecFailure(
          "The value for '%s' can't be encoded: %s. Nothing was written"
              .formatted(id, e.getMessage()),
          id,
          null,
          e);
    }
  }

  static <T> T decode(Codec<T> codec, Row row, byte[] bytes) {
    Content content = row.content();
    try {
      return codec.decode(bytes, content == null ? codec.contentType() : content.contentType());
    } catch (VhsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecFailure(
          "Version %d of '%s' is no value of this codec: %s"
              .formatted(row.version(), row.id(), e.getMessage()),
          row.id(),
          row.version(),
          e);
    }
  }
}
