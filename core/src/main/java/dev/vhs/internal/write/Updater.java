package dev.vhs.internal.write;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.VersionInfo;
import dev.vhs.VhsException;
import dev.vhs.WriteOptions;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Read, change, write: again on a conflict, with what was newest then.
 *
 * <p>The first try may start from a guess. Only its conditional write counts: what else comes of a
 * guess, no change or a failure, comes again of what is read then, since it may be of an old value.
 */
public final class Updater {
  private final StoreContext engine;
  private final Reader reader;
  private final ValueUploader stager;
  private final Writer writer;

  public Updater(StoreContext engine, Reader reader, ValueUploader stager, Writer writer) {
    this.engine = engine;
    this.reader = reader;
    this.stager = stager;
    this.writer = writer;
  }

  /**
   * Updates the newest value, or writes a first one.
   *
   * @param initial what to write where there is no value; null to fail then
   */
  public <T> VersionInfo update(
      String id,
      Codec<T> codec,
      WriteOptions options,
      @Nullable T initial,
      Function<? super T, ? extends @Nullable T> change,
      OperationContext context) {
    Request<T> request = new Request<>(id, codec, options, initial, change);
    WriteBase guess = writer.guess(id);
    WriteBase base = guess == null ? reader.newest(id, context) : guess;
    BackOff backOff = BackOff.ofConflicts(engine, context);
    while (true) {
      context.checkDeadline();
      Step step = base.isGuess() ? tentative(request, base, context) : step(request, base, context);
      Row row = base.value();
      if (step instanceof Step.Keep && row != null && !base.isGuess()) {
        return RowInfo.of(row, base.readAt());
      }
      if (!(step instanceof Step.Write write)) {
        base =
            row == null || base.isGuess() ? reader.newest(id, context) : replaced(id, row, context);
        continue;
      }
      PendingValue draft = write.draft();
      WriteBase tried = base;
      Payload payload = draft.stage(tried.nextVersion(), context);
      Writer.Attempt attempt;
      try {
        attempt = writer.attempt(id, tried, tried.nextVersion(), payload, null, context);
        if (attempt.row() != null) {
          return attempt.info();
        }
        base = writer.goOn(id, tried, attempt, true, backOff, context);
      } catch (RuntimeException e) {
        if (engine.rules().mayDiscard(e)) {
          writer.discard(id, payload);
        }
        throw e;
      }
      writer.discard(id, payload);
    }
  }

  /** What an update is asked for. */
  private record Request<T>(
      String id,
      Codec<T> codec,
      WriteOptions options,
      @Nullable T initial,
      Function<? super T, ? extends @Nullable T> change) {}

  /** What is to be done upon what is newest. */
  private sealed interface Step {
    /** The next version is to be written. */
    record Write(PendingValue draft) implements Step {}

    /** Nothing is to change. */
    record Keep() implements Step {}

    /** The value can't be had: its object is gone. */
    record Reread() implements Step {}
  }

  /** What is to be done upon a guess, if it leads to a write. */
  private <T> Step tentative(Request<T> request, WriteBase guess, OperationContext context) {
    try {
      return step(request, guess, context);
    } catch (RuntimeException | Error e) {
      // Whatever it is will come again, if it comes of what is newest now.
      return new Step.Reread();
    }
  }

  private <T> Step step(Request<T> request, WriteBase base, OperationContext context) {
    Row row = base.value();
    T next;
    if (row == null) {
      if (request.initial() == null) {
        reader.requireValue(request.id(), null, base.row());
      }
      next = request.initial();
    } else {
      byte[] bytes = reader.bytes(row, context);
      if (bytes == null) {
        return new Step.Reread();
      }
      next = request.change().apply(decode(request.codec(), row, bytes));
      if (next == null) {
        return new Step.Keep();
      }
    }
    if (next == null) {
      throw new IllegalStateException("a missing value was not reported");
    }
    return new Step.Write(
        draft(request.id(), request.codec(), request.options(), next, row, context));
  }

  /** What is newest now, since the object of what was newest is gone. */
  private WriteBase replaced(String id, Row row, OperationContext context) {
    WriteBase now = reader.newest(id, context);
    Row current = now.value();
    if (current != null && current.standsAs(row)) {
      throw Reader.dangling(row);
    }
    return now;
  }

  private <T> PendingValue draft(
      String id,
      Codec<T> codec,
      WriteOptions options,
      T value,
      @Nullable Row row,
      OperationContext context) {
    Content content = row == null ? null : row.content();
    Map<String, String> metadata =
        options.metadata().isEmpty() && content != null ? content.metadata() : options.metadata();
    return stager.draft(
        id, encode(codec, id, value), type(codec, options), options, metadata, context);
  }

  public static String type(Codec<?> codec, WriteOptions options) {
    return options.contentType().orElseGet(codec::contentType);
  }

  public static <T> byte[] encode(Codec<T> codec, String id, T value) {
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

  public static <T> T decode(Codec<T> codec, Row row, byte[] bytes) {
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
