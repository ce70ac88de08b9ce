package dev.vhs.internal.identity;

import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.OperationEvent;
import dev.vhs.OperationListener;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.commit.WriteOutcome;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The witness of a store whose index keeps its identity through a restore: a counter in a row of
 * the index, and the same in an object, {@code <prefix>/.vhs/witness/<counter>}.
 *
 * <p>It is raised row first, then object, the row by a conditional write. So the row's counter is
 * never below the object's, unless the index was set back: then the objects written since are in no
 * row, and to a sweep they would look like orphans. Objects are only created; a later one takes the
 * place of an earlier one, which is then deleted.
 *
 * <p>A process raises it at its first write, at most once an hour after that beside its writes, and
 * at the start of work that deletes. A reading looks at the objects first and at the row after
 * them, so that a rise in between can't look like an index that was set back.
 */
final class Witness {
  private static final System.Logger LOG = System.getLogger("dev.vhs.witness");

  /** The time after which a process raises it again. */
  static final Duration INTERVAL = Duration.ofHours(1);

  private static final Pattern NAME = Pattern.compile("\\d{1,19}");
  private static final int PAGE_OBJECTS = 1000;

  /** The rows that one raise looks at: the newest, and those that crashes and races left. */
  private static final int PAGE_ROWS = 16;

  private final StoreContext store;
  private final Committer committer;
  private final OwnObjects objects;
  private final String root;
  private final ReentrantLock first = new ReentrantLock();
  private volatile boolean raised;
  private volatile long raisedNanos;
  private volatile Instant setBackSeen = Instant.MIN;
  private volatile Tasks.@Nullable Pending<?> underWay;

  Witness(StoreContext store, Committer committer) {
    this.store = store;
    this.committer = committer;
    this.objects = new OwnObjects(store);
    this.root = store.nativeFormat().keys().witnesses();
  }

  /** An object of the witness. */
  private record Mark(String key, long counter, Instant storedAt) {}

  /**
   * The two halves of the witness as they were read.
   *
   * @param marks its objects, the newest last
   * @param rows its rows, the newest first
   */
  private record Reading(List<Mark> marks, List<Row> rows, Instant readAt) {
    long objectCounter() {
      return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).counter();
    }

    long rowCounter() {
      return rows.isEmpty() ? 0 : rows.get(0).version();
    }

    boolean isSetBack() {
      return rowCounter() < objectCounter();
    }
  }

  /** Returns whether the store needs a witness: not where a restored index is another index. */
  private boolean isNeeded() {
    return store.traits().keepsIdentityWhenRestored();
  }

  /**
   * Checks that the index was not set back, before something is deleted by what it says.
   *
   * @throws StoreMismatch if it was
   */
  void check(OperationContext context) {
    if (isNeeded()) {
      Reading reading = read(context);
      if (reading.isSetBack()) {
        throw setBack(reading);
      }
    }
  }

  /**
   * Raises the witness at the start of work that deletes.
   *
   * @throws StoreMismatch if the index was set back
   */
  void raiseToDelete(OperationContext context) {
    if (isNeeded()) {
      Reading reading = read(context);
      if (reading.isSetBack()) {
        throw setBack(reading);
      }
      raise(reading, reading.rowCounter() + 1, context);
      hasRisen();
    }
  }

  private void hasRisen() {
    raisedNanos = now();
    raised = true;
  }

  /** Raises the witness above both of its halves, whatever they say: the store was adopted. */
  void renew(OperationContext context) {
    if (isNeeded()) {
      Reading reading = read(context);
      raise(reading, Math.max(reading.rowCounter(), reading.objectCounter()) + 1, context);
      hasRisen();
    }
  }

  /** Raises the witness before the first write of this engine; later calls do nothing. */
  void raiseFirst(OperationContext context) {
    if (raised || !isNeeded()) {
      return;
    }
    first.lock();
    try {
      if (!raised) {
        raiseForWrite(context);
        hasRisen();
      }
    } finally {
      first.unlock();
    }
  }

  /** Raises the witness beside a write, if the last time was long enough ago. */
  void raiseBeside() {
    if (!raised || now() - raisedNanos < INTERVAL.toNanos() || !first.tryLock()) {
      return;
    }
    try {
      Tasks.Pending<?> task = underWay;
      if (now() - raisedNanos < INTERVAL.toNanos() || (task != null && !isOver(task))) {
        return;
      }
      raisedNanos = now();
      if (store.settings().reclaimBeforeReturning()) {
        raiseAlone();
      } else {
        underWay = store.environment().tasks().start(this::raiseAlone);
      }
    } finally {
      first.unlock();
    }
  }

  private static boolean isOver(Tasks.Pending<?> task) {
    return task.await(Duration.ZERO);
  }

  /** Waits for a raise that is under way, no longer than a limit. */
  void finish(Duration limit) {
    Tasks.Pending<?> task = underWay;
    if (task != null) {
      task.await(limit);
    }
  }

  private long now() {
    return store.environment().nanoTime().getAsLong();
  }

  /**
   * Returns the moment, by the index's clock, from which reads may be built on: when this engine
   * noticed that the index was set back. Everything is trusted where it never was.
   */
  Instant trustedFrom() {
    return setBackSeen;
  }

  /** Raises the witness by an operation of its own, which the listener hears of. */
  private boolean raiseAlone() {
    OperationContext context =
        new OperationContext(
            store.environment(), "witness", "", store.settings().callTimeout(), true);
    VhsException failure = null;
    try {
      raiseForWrite(context);
    } catch (VhsException e) {
      // The writes beside it go on. Until the next hour an index that is set back to a moment
      // after the last raise is not recognised.
      LOG.log(
          System.Logger.Level.WARNING,
          "The witness of %s could not be raised: %s".formatted(name(), e.getMessage()));
      failure = e;
    }
    tell(context, failure);
    return failure == null;
  }

  private void tell(OperationContext context, @Nullable VhsException failure) {
    OperationListener listener = store.settings().listener();
    if (listener != null) {
      listener.completed(
          OperationEvent.builder("witness")
              .failure(failure)
              .duration(Duration.ofNanos(context.elapsedNanos()))
              .requests(context.requests())
              .retries(context.retries())
              .bytes(context.bytes())
              .build());
    }
  }

  /**
   * Raises the witness for a write. One that notices that the index was set back says so once, and
   * leaves the witness as it is: raising it would hide that from the sweep.
   */
  private void raiseForWrite(OperationContext context) {
    Reading reading = read(context);
    if (!reading.isSetBack()) {
      raise(reading, reading.rowCounter() + 1, context);
    } else if (setBackSeen.equals(Instant.MIN)) {
      store.cache().forgetAll();
      setBackSeen = store.now();
      StoreMismatch found = setBack(reading);
      LOG.log(
          System.Logger.Level.WARNING,
          "%s Writes go on from the index as it is.".formatted(found.getMessage()));
      tell(
          new OperationContext(
              store.environment(), "witness", "", store.settings().callTimeout(), true),
          found);
    }
  }

  private Reading read(OperationContext context) {
    List<Mark> marks = marks(context);
    Instant readAt = store.now();
    List<Row> rows =
        store
            .index()
            .page(PageRequest.newestFirst(Row.WITNESS_ID, PAGE_ROWS), context.forRequest())
            .rows();
    return new Reading(marks, rows, readAt);
  }

  private List<Mark> marks(OperationContext context) {
    List<Mark> marks = new ArrayList<>();
    String after = "";
    ObjectPage page;
    do {
      page = store.objects().list(root, after, PAGE_OBJECTS, context.forRequest());
      for (ObjectInfo object : page.objects()) {
        after = object.location().key();
        Matcher name = NAME.matcher(after.substring(root.length()));
        if (name.matches()) {
          marks.add(new Mark(after, Long.parseLong(name.group()), object.storedAt()));
        }
      }
    } while (!page.last());
    return marks;
  }

  private void raise(Reading reading, long counter, OperationContext context) {
    Row row = row(counter);
    if (!write(reading, row, context)) {
      // Another process has raised it since the reading.
      return;
    }
    String key = key(counter);
    try {
      objects.create(key, Map.of("raisedAt", String.valueOf(row.committedAt())), context);
    } catch (StoreMismatch e) {
      // A process that raised it further may have deleted this object while it was being checked.
      if (marks(context).stream().noneMatch(mark -> mark.counter() > counter)) {
        throw e;
      }
      return;
    }
    clear(reading, counter, context);
  }

  /** Returns the key of the object of a counter. As many digits as there may be sort as numbers. */
  private String key(long counter) {
    return root + String.format(Locale.ROOT, "%019d", counter);
  }

  private Row row(long counter) {
    Instant now = store.now();
    Content content =
        Content.builder(0, Digests.hex(Digests.sha256(new byte[0])), "application/vnd.vhs.witness")
            .createdAt(now)
            .build();
    return Row.builder(Row.WITNESS_ID, counter)
        .kind(RowKind.STORE)
        .content(content)
        .writeId(store.environment().writeIds().get())
        .committedAt(now)
        .build();
  }

  /** Writes the row of a counter upon the one that was read; returns whether it did. */
  private boolean write(Reading reading, Row row, OperationContext context) {
    Instant notAfter = reading.readAt().plus(store.settings().commitWindow());
    UUID writeId = Objects.requireNonNull(row.writeId());
    Commit commit;
    if (store.variant() == Variant.SINGLE) {
      Row replaced = reading.rows().isEmpty() ? null : reading.rows().get(0);
      RecentWriteIds before = replaced == null ? RecentWriteIds.NONE : replaced.recent();
      commit =
          Commit.builder(List.of(row.withRecent(before.prepend(writeId))), notAfter)
              .replaces(replaced)
              .build();
    } else {
      commit = Commit.of(List.of(row), notAfter);
    }
    try {
      WriteOutcome outcome = committer.commit(commit, store.nativeFormat(), context);
      if (outcome instanceof WriteOutcome.TooLate) {
        throw new StoreUnavailable(
            "The witness of %s could not be raised within its commit window; no value was written. Try again"
                .formatted(name()),
            null);
      }
      return outcome instanceof WriteOutcome.Written;
    } catch (CommitOutcomeUnknown e) {
      // A row above its object is as it may be; the next raise goes on from it.
      throw new StoreUnavailable(
          "The witness of %s could not be raised, since no answer came; no value was written. Try again"
              .formatted(name()),
          e);
    }
  }

  /** Deletes what a raise has made obsolete. What it fails to delete goes with the next one. */
  private void clear(Reading reading, long counter, OperationContext context) {
    try {
      for (Mark mark : reading.marks()) {
        if (mark.counter() < counter) {
          objects.delete(mark.key(), context);
        }
      }
      if (store.variant() == Variant.MULTI) {
        for (Row row : reading.rows()) {
          store.index().retire(Retirement.drop(row), context.forRequest());
        }
      }
    } catch (VhsException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "An earlier witness of %s stays until the next one".formatted(name()),
          e);
    }
  }

  private StoreMismatch setBack(Reading reading) {
    Mark object = reading.marks().get(reading.marks().size() - 1);
    Instant since = reading.rows().isEmpty() ? null : reading.rows().get(0).committedAt();
    return new StoreMismatch(
        "The index of %s was set back: it is of %s, and the objects go on until %s at least (witness %s in the index, %s beside the objects). Values written since then are in no row, so nothing is deleted. Put the newest index back, or if these values may go, run 'vhs adopt'."
            .formatted(
                name(),
                since == null ? "a time before its first witness" : "about " + since,
                object.storedAt(),
                reading.rowCounter(),
                object.counter()),
        null);
  }

  private String name() {
    return store.backend().name();
  }
}
