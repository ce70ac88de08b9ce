package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static dev.vhs.local.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class GroupCommitTest {
  private static final int THREADS = 12;
  private static final IndexTraits TRAITS =
      IndexTraits.builder(Variant.MULTI, InstantSource.system()).maxItemBytes(1 << 20).build();

  @TempDir Path dir;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path file;
  private Sessions sessions;
  private GroupCommit writes;

  @BeforeEach
  void open() throws OutcomeUnknown {
    file = dir.resolve("index.db");
    sessions = new Sessions(new IndexFile(file));
    writes = new GroupCommit(sessions, Variant.MULTI);
    run(row("first", 0));
  }

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    sessions.close();
  }

  @Test
  void writesThatQueuedUpShareATransaction() throws Exception {
    long before = writes.transactions();
    List<Future<CommitResult>> results = new ArrayList<>();
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      for (int i = 0; i < THREADS; i++) {
        Row row = row("id" + i, 0);
        results.add(threads.submit(() -> run(row)));
      }
      Samples.await("one leads, all others wait", () -> writes.waiting() == THREADS - 1);
    }
    for (Future<CommitResult> result : results) {
      assertThat(result.get()).isInstanceOf(CommitResult.Committed.class);
    }
    assertThat(writes.transactions() - before).isEqualTo(1);
    for (int i = 0; i < THREADS; i++) {
      assertThat(read("id" + i, 0)).isNotNull();
    }
  }

  @Test
  void conflictsWithinATransactionAreJudgedOneByOne() throws Exception {
    List<Row> rows = new ArrayList<>();
    List<Future<CommitResult>> results = new ArrayList<>();
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      for (int i = 0; i < THREADS; i++) {
        Row row = row("contended", 0);
        rows.add(row);
        results.add(threads.submit(() -> run(row)));
      }
      Samples.await("one leads, all others wait", () -> writes.waiting() == THREADS - 1);
    }
    for (Future<CommitResult> result : results) {
      result.get();
    }
    Row winner = read("contended", 0);
    int committed = 0;
    for (int i = 0; i < THREADS; i++) {
      CommitResult result = results.get(i).get();
      if (result instanceof CommitResult.Committed) {
        committed++;
        assertThat(rows.get(i)).isEqualTo(winner);
      } else {
        assertThat(result).isEqualTo(new CommitResult.Conflict(winner, true));
      }
    }
    assertThat(committed).isEqualTo(1);
  }

  @Test
  void aThreadAloneWritesItself() throws OutcomeUnknown {
    Thread runner = writes.run(session -> Thread.currentThread(), 0, CALL);
    assertThat(runner).isSameAs(Thread.currentThread());
  }

  @Test
  void aWriteThatBreaksTheTransactionFailsAlone() throws Exception {
    List<Future<Boolean>> good = new ArrayList<>();
    Future<Boolean> bad;
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      good.add(threads.submit(() -> insert("good0")));
      Samples.await("one leads", writes::isLed);
      bad = threads.submit(() -> writes.run(GroupCommitTest::broken, 0, CALL));
      Samples.await("it waits", () -> writes.waiting() == 1);
      good.add(threads.submit(() -> insert("good1")));
      Samples.await("both wait", () -> writes.waiting() == 2);
    }
    for (Future<Boolean> result : good) {
      assertThat(result.get()).isTrue();
    }
    assertThatThrownBy(bad::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreMismatch.class);
    assertThat(read("good0", 0)).isNotNull();
    assertThat(read("good1", 0)).isNotNull();
    assertThat(read("bad", 0)).isNull();
  }

  @Test
  void aWriteThatRefusesLeavesTheOthersOfItsTransactionAlone() throws Exception {
    Future<Boolean> refused;
    Future<Boolean> good;
    long before = writes.transactions();
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      refused = threads.submit(() -> writes.run(GroupCommitTest::refusing, 0, CALL));
      Samples.await("one leads", writes::isLed);
      good = threads.submit(() -> insert("good"));
      Samples.await("it waits", () -> writes.waiting() == 1);
    }
    assertThat(good.get()).isTrue();
    assertThatThrownBy(refused::get).hasCauseInstanceOf(StoreMismatch.class);
    assertThat(writes.transactions() - before).isEqualTo(1);
  }

  @Test
  void anErrorInTheLeadingThreadLosesNobodyElse() throws Exception {
    Future<Boolean> leader;
    Future<Boolean> follower;
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      leader = threads.submit(() -> writes.run(GroupCommitTest::dying, 0, CALL));
      Samples.await("one leads", writes::isLed);
      follower = threads.submit(() -> insert("follower"));
      Samples.await("it waits", () -> writes.waiting() == 1);
    }
    assertThatThrownBy(leader::get).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(follower.get()).isTrue();
    assertThat(read("follower", 0)).isNotNull();
    assertThat(insert("after")).isTrue();
  }

  /** Has the faulty write lead, and follow others; it writes a row before it fails. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUncheckedExceptionOfOneWriteIsItsOwn(boolean leads) throws Exception {
    List<Future<Boolean>> good = new ArrayList<>();
    Future<Boolean> bad;
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      if (!leads) {
        good.add(threads.submit(() -> insert("before")));
        Samples.await("one leads", writes::isLed);
      }
      bad = threads.submit(() -> writes.run(GroupCommitTest::faulty, 0, CALL));
      Samples.await("it leads or waits", () -> writes.isLed() && writes.waiting() == good.size());
      for (int i = 0; i < 3; i++) {
        int waiting = writes.waiting();
        String id = "after" + i;
        good.add(threads.submit(() -> insert(id)));
        Samples.await("it waits", () -> writes.waiting() == waiting + 1);
      }
    }
    assertThatThrownBy(bad::get).hasCauseInstanceOf(ArithmeticException.class);
    for (Future<Boolean> each : good) {
      assertThat(each.get()).isTrue();
    }
    assertThat(read("bad", 0)).isNull();
  }

  /** Closes a new connection under a write: its COMMIT can't even be prepared. */
  @Test
  void aWriteIsInDoubtOnlyOnceCommitWasSent() throws Exception {
    Sessions others = new Sessions(new IndexFile(file));
    GroupCommit group = new GroupCommit(others, Variant.MULTI);
    Write<Boolean> closing =
        session -> {
          new CommitWrite(commit("lost"), TRAITS).apply(session);
          session.close();
          return true;
        };
    assertThatThrownBy(() -> group.run(closing, 0, CALL)).isInstanceOf(StoreUnavailable.class);
    others.close();
    assertThat(read("lost", 0)).isNull();
    assertThat(insert("next")).isTrue();
  }

  @Test
  void aWriteWhoseTimeIsUpBeforeItsTurnIsNeverApplied() throws Exception {
    Future<Boolean> leader;
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      leader = threads.submit(() -> insert("leader"));
      Samples.await("one leads", writes::isLed);
      assertThatThrownBy(() -> insert("late", Duration.ofMillis(50)))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("Out of time");
      assertThat(writes.waiting()).isZero();
    }
    assertThat(leader.get()).isTrue();
    assertThat(read("late", 0)).isNull();
  }

  @Test
  void aLeaderWhoseTimeIsUpLetsTheNextOneLead() throws Exception {
    Future<Boolean> follower;
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      Future<?> leader =
          threads.submit(
              () -> {
                try {
                  insert("leader", Duration.ofSeconds(2));
                } catch (StoreUnavailable | OutcomeUnknown e) {
                  failure.set(e);
                }
              });
      Samples.await("one leads", writes::isLed);
      follower = threads.submit(() -> insert("follower"));
      leader.get();
      assertThat(failure.get())
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("locked by another process");
    }
    assertThat(follower.get()).isTrue();
    assertThat(read("leader", 0)).isNull();
  }

  @Test
  void anInterruptedWriteThatHasToWaitIsNeverApplied() throws Exception {
    Future<Boolean> leader;
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    try (HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      leader = threads.submit(() -> insert("leader"));
      Samples.await("one leads", writes::isLed);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  insert("interrupted");
                } catch (StoreUnavailable | OutcomeUnknown e) {
                  failure.set(e);
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                }
              });
      waiting.start();
      Samples.await("it waits", () -> writes.waiting() == 1);
      waiting.interrupt();
      waiting.join();
      assertThat(failure.get())
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("Interrupted");
    }
    assertThat(stillInterrupted).isTrue();
    assertThat(leader.get()).isTrue();
    assertThat(read("interrupted", 0)).isNull();
  }

  @Test
  void anInterruptedThreadThatNeedNotWaitWritesAndStaysInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    boolean written;
    boolean interrupted;
    try {
      written = insert("interrupted");
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(written).isTrue();
    assertThat(interrupted).isTrue();
    assertThat(read("interrupted", 0)).isNotNull();
  }

  @Test
  void aCommitWhoseEndIsDoubtfulIsUnknown() throws Exception {
    GroupCommit failing =
        new GroupCommit(
            sessions,
            Variant.MULTI,
            session -> {
              session.run(Sql.COMMIT);
              throw new SQLException("the disk said nothing", null, 10);
            });
    assertThatThrownBy(() -> failing.run(new CommitWrite(commit("lost"), TRAITS), 0, CALL))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(read("lost", 0)).isNotNull();
    assertThat(insert("next")).isTrue();
  }

  @Test
  void aCommitThatFindsTheDiskFullIsCertainlyNotApplied() throws Exception {
    GroupCommit failing =
        new GroupCommit(
            sessions,
            Variant.MULTI,
            session -> {
              throw new SQLException("database or disk is full", null, 13);
            });
    assertThatThrownBy(() -> failing.run(new CommitWrite(commit("full"), TRAITS), 0, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("No space left");
    assertThat(read("full", 0)).isNull();
    assertThat(insert("full")).isTrue();
  }

  private CommitResult run(Row row) throws OutcomeUnknown {
    return writes.run(new CommitWrite(Samples.absent(row), TRAITS), 0, CALL);
  }

  private boolean insert(String id) throws OutcomeUnknown {
    return run(row(id, 0)) instanceof CommitResult.Committed;
  }

  private boolean insert(String id, Duration time) throws OutcomeUnknown {
    return writes.run(new CommitWrite(commit(id), TRAITS), 0, Samples.within(time))
        instanceof CommitResult.Committed;
  }

  private static Commit commit(String id) {
    return Samples.absent(row(id, 0));
  }

  private Row read(String id, long version) {
    return sessions.read(CALL, session -> Rows.read(session, id, version));
  }

  private static boolean broken(Session session) throws SQLException {
    new CommitWrite(commit("bad"), TRAITS).apply(session);
    session.execute("INSERT INTO nowhere VALUES (1)");
    return true;
  }

  private static boolean refusing(Session session) {
    throw new StoreMismatch("not that one", null);
  }

  private static boolean faulty(Session session) throws SQLException {
    new CommitWrite(commit("bad"), TRAITS).apply(session);
    throw new ArithmeticException("a fault of its own");
  }

  private static boolean dying(Session session) {
    throw new StackOverflowError();
  }
}
