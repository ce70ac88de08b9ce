package dev.vhs.internal.write;

import dev.vhs.VersionInfo;
import dev.vhs.WriteOptions;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.commit.WriteOutcome;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.value.CachedValues;
import dev.vhs.internal.value.CheckedCodec;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writes of values of one type: of a given value, and of one that is made from the newest
 * (read, change, write; again after a conflict, from the newest then).
 *
 * <p>The first try of an update may start from a guess. Only its conditional write counts. Any
 * other outcome, no change or a failure, may be due to an old value, so the change is made again
 * from a fresh read.
 */
public final class TypedWriter {
  private final StoreContext store;
  private final StoreIdentity identity;
  private final Reader reader;
  private final CachedValues values;
  private final ValueUploader uploader;
  private final Writer writer;

  public TypedWriter(
      StoreContext store,
      StoreIdentity identity,
      Reader reader,
      CachedValues values,
      ValueUploader uploader,
      Writer writer) {
    this.store = store;
    this.identity = identity;
    this.reader = reader;
    this.values = values;
    this.uploader = uploader;
    this.writer = writer;
  }

  /** Writes a value to the version that a condition chooses. */
  public <T> VersionInfo write(
      String id,
      CheckedCodec<T> codec,
      WriteOptions options,
      @Nullable T value,
      VersionCondition condition,
      OperationContext context) {
    byte[] bytes = codec.encode(id, value);
    PendingValue pending =
        uploader.pending(id, bytes, codec.type(id, options), options, options.metadata(), context);
    return writer.write(id, pending, condition, context);
  }

  /**
   * Updates the newest value, or writes a first one.
   *
   * @param initial the value to write where there is none; null to fail then
   */
  public <T> VersionInfo update(
      String id,
      CheckedCodec<T> codec,
      WriteOptions options,
      @Nullable T initial,
      Function<? super T, ? extends @Nullable T> change,
      OperationContext context) {
    Request<T> request = new Request<>(id, codec, options, initial, change);
    BoundStore known = identity.bound();
    WriteBase guess = known == null ? null : writer.guess(id, known);
    WriteBase base = guess == null ? reader.newest(id, context) : guess;
    BackOff backOff = BackOff.ofConflicts(store, context);
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
      BoundStore bound = write.value().bound();
      WriteBase tried = base;
      Payload payload = write.value().stage(tried.nextVersion(), context);
      try {
        WriteOutcome outcome =
            writer.attempt(id, bound, tried, tried.nextVersion(), payload, null, context);
        if (outcome instanceof WriteOutcome.Written written) {
          return written.info();
        }
        base = writer.goOn(id, bound, tried, outcome, true, backOff, context);
      } catch (RuntimeException e) {
        if (store.rules().mayDiscard(e)) {
          writer.discard(id, bound, payload);
        }
        throw e;
      }
      writer.discard(id, bound, payload);
    }
  }

  /** An update as it was asked for. */
  private record Request<T>(
      String id,
      CheckedCodec<T> codec,
      WriteOptions options,
      @Nullable T initial,
      Function<? super T, ? extends @Nullable T> change) {}

  /** The next thing to do, given what is newest. */
  private sealed interface Step {
    /** The next version is to be written. */
    record Write(PendingValue value) implements Step {}

    /** Nothing is to change. */
    record Keep() implements Step {}

    /** The value can't be read, since its object is gone. */
    record Reread() implements Step {}
  }

  /** Returns the step from a guess, if it leads to a write. */
  private <T> Step tentative(Request<T> request, WriteBase guess, OperationContext context) {
    try {
      return step(request, guess, context);
    } catch (RuntimeException | Error e) {
      // The failure comes again if it is due to the newest value.
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
      byte[] bytes = values.read(row, context);
      if (bytes == null) {
        return new Step.Reread();
      }
      next = request.change().apply(request.codec().decode(row, bytes));
      if (next == null) {
        return new Step.Keep();
      }
    }
    if (next == null) {
      throw new IllegalStateException("a missing value was not reported");
    }
    return new Step.Write(pending(request, next, row, context));
  }

  /** Reads the newest row again, since the object of the last one is gone. */
  private WriteBase replaced(String id, Row row, OperationContext context) {
    WriteBase now = reader.newest(id, context);
    Row current = now.value();
    if (current != null && current.standsAs(row)) {
      throw Reader.dangling(row);
    }
    return now;
  }

  private <T> PendingValue pending(
      Request<T> request, T value, @Nullable Row row, OperationContext context) {
    WriteOptions options = request.options();
    Content content = row == null ? null : row.content();
    Map<String, String> metadata =
        options.metadata().isEmpty() && content != null ? content.metadata() : options.metadata();
    byte[] bytes = request.codec().encode(request.id(), value);
    return uploader.pending(
        request.id(),
        bytes,
        request.codec().type(request.id(), options),
        options,
        metadata,
        context);
  }
}
