package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A history made by hand, event by event, for tests of the checker. */
final class Script {
  static final String ID = "a";

  private final History history;

  /** Creates a history of a native store, of clients without caches. */
  Script(Variant variant) {
    this(variant, false, false);
  }

  private Script(Variant variant, boolean cached, boolean shared) {
    history =
        new History(
            new Setting(variant, cached, shared, Duration.ofHours(24), Duration.ofSeconds(10)),
            () -> 0,
            false);
    call(Action.CREATE, "", -1, null, null);
  }

  /** Returns a history of a store whose clients may have caches. */
  static Script cached(Variant variant, boolean cached) {
    return new Script(variant, cached, false);
  }

  /** Returns a history of a store that the Scala client shares. */
  static Script shared(Variant variant) {
    return new Script(variant, false, true);
  }

  static UUID write(int number) {
    return new UUID(0x7000, number);
  }

  /** Returns a value row with an inline value. */
  static Row value(long version, int write, String tag, String base) {
    Bytes text = bytes(new Value(tag, base, 0).text());
    return Row.builder(ID, version)
        .value(text)
        .writeId(write(write))
        .committedAt(Client.EPOCH)
        .build();
  }

  /** Returns a value row that names an object. */
  static Row pointer(long version, int write, String key) {
    return Row.builder(ID, version)
        .payload(new Location("", key))
        .writeId(write(write))
        .committedAt(Client.EPOCH)
        .build();
  }

  static Row tombstone(long version, int write) {
    return Row.tombstone(ID, version, write(write), Client.EPOCH);
  }

  static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lets somebody call, and returns the number of the call. */
  int call(Action action, String id, long version, @Nullable RowInfo read, @Nullable String tag) {
    int number = history.nextOperation();
    Value value = tag == null ? null : Value.of(tag, 0);
    history.add(
        new Event.Invoked(new Operation(number, "c1", action, id, version, read, value, null)));
    return number;
  }

  /** Lets some process prune, and returns the number of the call. */
  int call(Action action, String id, String client, RetentionPolicy keep) {
    int number = history.nextOperation();
    history.add(new Event.Invoked(new Operation(number, client, action, id, -1, null, null, keep)));
    return number;
  }

  int call(Action action) {
    return call(action, ID, -1, null, null);
  }

  int call(Action action, long version) {
    return call(action, ID, version, null, null);
  }

  int calls(Action action, String tag) {
    return call(action, ID, -1, null, tag);
  }

  Script committed(int call, Row... rows) {
    return add(new Event.Committed(call, List.of(rows)));
  }

  Script returned(int call, Outcome outcome) {
    return add(new Event.Returned(call, outcome));
  }

  Script threw(int call, RuntimeException failure) {
    return returned(call, new Outcome.Failed(failure));
  }

  Script add(Event event) {
    history.add(event);
    return this;
  }

  /** Writes and acknowledges version after version with {@code putLatest}. */
  Script wrote(Row... rows) {
    for (Row row : rows) {
      int call = call(Action.PUT_LATEST);
      committed(call, row).returned(call, new Outcome.Wrote(row));
    }
    return this;
  }

  Verdict verdict() {
    return Checker.check(history);
  }
}
