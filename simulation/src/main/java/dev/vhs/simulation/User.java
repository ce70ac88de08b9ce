package dev.vhs.simulation;

import dev.vhs.InvalidRequest;
import dev.vhs.JobOptions;
import dev.vhs.Maintenance;
import dev.vhs.Problem;
import dev.vhs.ReadOptions;
import dev.vhs.RetentionPolicy;
import dev.vhs.Scan;
import dev.vhs.Source;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.ValueStream;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A user who calls an engine, one operation after the other, and enters in the history how each
 * ended.
 */
final class User {
  /** The name of the metadata that tell which call wrote them, and upon which. */
  static final String METADATA = "m";

  /** The options of a value that was made long before it was copied. */
  private static final WriteOptions COPIED =
      WriteOptions.DEFAULT.createdAt(Client.EPOCH.minus(Duration.ofDays(1000)));

  private static final int MAX_HELD = 4;
  private static final long MAX_DELETED = 1_000_000;

  private final String client;
  private final StoreEngine engine;
  private final VersionedStore<String> store;
  private final History history;
  private final IntConsumer running;
  private final boolean stray;
  private final SweepNotes notes;
  private final Deque<RowInfo> held = new ArrayDeque<>();

  /**
   * Creates a user who has called nothing yet.
   *
   * @param client the process that makes the calls
   * @param running is told the number of each call when it begins, and 0 when it has ended
   * @param stray whether its client uses another index with these objects
   * @param notes where its sweeps note how far they are, and go on
   */
  User(
      String client,
      StoreEngine engine,
      History history,
      IntConsumer running,
      boolean stray,
      SweepNotes notes) {
    this.stray = stray;
    this.notes = notes;
    this.client = client;
    this.engine = engine;
    this.store = engine.typed(dev.vhs.Codec.text());
    this.history = history;
    this.running = running;
  }

  /** Returns the process that makes this user's calls. */
  String client() {
    return client;
  }

  /** Returns whether its client uses another index with these objects. */
  boolean isStray() {
    return stray;
  }

  /** Returns what this user has read or written lately, the newest last. */
  List<RowInfo> held() {
    return List.copyOf(held);
  }

  /** Makes a call that takes a value if it writes one. */
  Outcome perform(Action action, String id, long version) {
    int number = history.nextOperation();
    Value value =
        action == Action.PUT_LATEST || action == Action.INIT ? Value.of("w" + number, 0) : null;
    return perform(new Operation(number, client, action, id, version, null, value, null));
  }

  /** Drops old versions. */
  Outcome prune(String id, RetentionPolicy keep) {
    int number = history.nextOperation();
    return perform(new Operation(number, client, Action.PRUNE, id, -1, null, null, keep));
  }

  /** The making of a call. */
  Outcome perform(Operation operation) {
    history.add(new Event.Invoked(operation));
    running.accept(operation.number());
    Outcome outcome;
    try {
      outcome = call(operation);
    } catch (RuntimeException | AssertionError e) {
      outcome = new Outcome.Failed(e);
    }
    history.add(new Event.Returned(operation.number(), outcome));
    running.accept(0);
    return outcome;
  }

  /** Reads all there is of some ids, and shows that each can still be written. */
  void readAll(List<String> ids) {
    perform(Action.VERIFY, "", -1);
    perform(Action.SCAN, "", -1);
    ids.forEach(this::readAll);
  }

  private void readAll(String id) {
    perform(Action.GET_LATEST, id, -1);
    if (perform(Action.HISTORY, id, -1) instanceof Outcome.Listed listed) {
      for (Row row : listed.rows()) {
        if (row.kind() == RowKind.VALUE) {
          perform(Action.GET, id, row.version());
        }
      }
    }
    perform(Action.PUT_LATEST, id, -1);
    perform(Action.GET_LATEST, id, -1);
    perform(Action.FORGET, id, -1);
    perform(Action.INIT, id, -1);
  }

  private Outcome call(Operation operation) {
    String id = operation.id();
    String text = operation.value() == null ? "" : operation.value().text();
    return switch (operation.action()) {
      case INIT -> wrote(store.init(id, text));
      case PUT -> wrote(store.put(id, operation.version(), text));
      case PUT_LATEST -> wrote(store.putLatest(id, text));
      case PUT_STREAM -> wrote(engine.streams().putLatest(id, source(text)));
      case COPY -> wrote(engine.streams().with(COPIED).put(id, operation.version(), source(text)));
      case REPLACE -> wrote(store.replace(Objects.requireNonNull(operation.read()), text));
      case UPDATE -> wrote(store.update(id, base -> upon(operation, base)));
      case UPDATE_NOTHING -> saw(store.update(id, base -> null));
      case UPSERT -> wrote(store.upsert(id, text, base -> upon(operation, base)));
      case RESTORE -> wrote(store.restore(id, operation.version()));
      case UPDATE_METADATA -> wrote(store.updateMetadata(id, base -> metadata(operation, base)));
      case DELETE -> wrote(store.delete(id));
      case DELETE_AT -> wrote(store.delete(id, operation.version()));
      case PURGE -> new Outcome.Done(store.purge(id).toString());
      case FORGET -> new Outcome.Done(store.purgeAndForget(id).toString());
      case PRUNE ->
          new Outcome.Done(store.prune(id, Objects.requireNonNull(operation.keep())).toString());
      case GET_LATEST -> read(store.getLatest(id));
      case GET_EVENTUAL -> read(store.with(ReadOptions.DEFAULT.eventual()).getLatest(id));
      case OPEN -> opened(id);
      case GET -> read(store.get(id, operation.version()));
      case INFO -> saw(store.info(id));
      case EXISTS -> new Outcome.Answered(store.exists(id));
      case HISTORY -> listed(store.history(id).toList());
      case SCAN -> listed(store.scan(Scan.all()).toList());
      case GC -> gc(engine.maintenance(), operation.number() % 2 == 0 ? notes.token() : null);
      case VERIFY -> verified(engine.maintenance());
      case ADOPT -> new Outcome.Done("adopted " + engine.maintenance().adopt().grace());
      case CREATE -> new Outcome.Done("created " + engine.create().grace());
    };
  }

  private static @Nullable String upon(Operation operation, String base) {
    return Objects.requireNonNull(operation.value()).upon(base).text();
  }

  private static Map<String, String> metadata(Operation operation, Map<String, String> base) {
    return Map.of(METADATA, metadataUpon(operation.number(), base));
  }

  /** Returns what an operation writes upon some metadata. */
  static String metadataUpon(int operation, Map<String, String> base) {
    String before = base.getOrDefault(METADATA, Value.NOTHING);
    int end = before.indexOf('<');
    return operation + "<" + (end < 0 ? before : before.substring(0, end));
  }

  private Outcome wrote(VersionInfo info) {
    hold(info);
    return new Outcome.Wrote(RowInfo.from(info).row());
  }

  private Outcome saw(VersionInfo info) {
    hold(info);
    return new Outcome.Saw(RowInfo.from(info).row());
  }

  private Outcome read(Versioned<String> read) {
    hold(read.info());
    return new Outcome.Read(RowInfo.from(read.info()).row(), read.value());
  }

  private Outcome opened(String id) {
    try (ValueStream stream = engine.streams().open(id)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome.Read(RowInfo.from(stream.info()).row(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a source that can be read once only, or again, by what it is to give. */
  private static Source source(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length % 2 == 0
        ? Source.of(bytes)
        : Source.of(new ByteArrayInputStream(bytes), bytes.length);
  }

  private static Outcome listed(List<VersionInfo> info) {
    return new Outcome.Listed(info.stream().map(RowInfo::from).map(RowInfo::row).toList());
  }

  /**
   * Sweeps.
   *
   * @param token where to go on; null for the beginning
   */
  private Outcome gc(Maintenance maintenance, @Nullable String token) {
    JobOptions work = JobOptions.DEFAULT.onProgress(notes::note);
    SweepOptions options = SweepOptions.DEFAULT.maxDelete(MAX_DELETED);
    SweepReport report;
    try {
      report = maintenance.gc(options.work(token == null ? work : work.resumeFrom(token)));
    } catch (InvalidRequest e) {
      // The store was adopted since, and what was noted is of another one.
      notes.end();
      return gc(maintenance, null);
    }
    notes.end();
    return new Outcome.Done(report.toString(), token != null);
  }

  private static Outcome verified(Maintenance maintenance) {
    List<Problem> problems = new ArrayList<>();
    maintenance.verify(true, problems::add);
    return problems.isEmpty()
        ? new Outcome.Done("no problems")
        : new Outcome.Failed(new AssertionError("verify found " + problems));
  }

  private void hold(VersionInfo info) {
    if (held.size() == MAX_HELD) {
      held.removeFirst();
    }
    held.addLast(RowInfo.from(info));
  }

  /** Returns the highest version of an id that this user knows; -1 for none. */
  long known(String id) {
    return held.stream()
        .map(RowInfo::row)
        .filter(row -> row.id().equals(id))
        .mapToLong(Row::version)
        .max()
        .orElse(-1);
  }
}
