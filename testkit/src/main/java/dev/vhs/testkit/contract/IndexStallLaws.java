package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laws of commits that take long: none may overtake a reader that is about to delete. */
abstract class IndexStallLaws extends IndexLaws {
  private static final Duration SOON = Duration.ofMillis(30);
  private static final Duration BLOCKED = Duration.ofMillis(200);
  private static final long LIMIT_SECONDS = 60;

  IndexStallLaws(PointerIndexContract contract) {
    super(contract);
  }

  /**
   * "Such a page, and every consistent read after it, must be behind each commit whose notAfter had
   * passed by the index's clock: a commit that was stalled between that comparison and its end is
   * either seen, or never applied."
   */
  @Test
  void aPageFromTheOldestRowIsBehindCommitsWhoseTimeHasPassed() {
    assumeTrue(contract.takesClock(), "the index goes by a clock that a test can't move");
    PointerIndex index = open(Variant.MULTI);
    PointerIndex sweeper = open(Variant.MULTI);
    given(index, SampleRows.pointer("there before", 0));
    for (int round = 0; round < contract.rounds(); round++) {
      String id = "stalled " + round;
      Instant notAfter = index.traits().clock().instant().plus(SOON);
      Duration tolerance = index.traits().clockTolerance();
      List<List<Long>> seen =
          Race.run(
              contract.racers(),
              racer ->
                  racer == 0
                      ? () -> {
                        pass(notAfter.plus(tolerance));
                        return versions(rows(sweeper, PageRequest.oldestFirst(id, 1_000)));
                      }
                      : () -> committed(index, id, racer, notAfter));
      List<Long> page = seen.get(0);
      assertThat(versions(rows(sweeper, id))).as("read after the page").isEqualTo(page);
      for (List<Long> acknowledged : seen.subList(1, seen.size())) {
        assertThat(page).as("acknowledged versions").containsAll(acknowledged);
      }
    }
  }

  /**
   * "a commit that was stalled between that comparison and its end is either seen, or never
   * applied": one that is stalled each time that the index reads its clock.
   */
  @EachVariant
  void aCommitStalledWhileItReadsTheClockIsSeenOrNeverApplied(Variant variant) throws Exception {
    assumeTrue(contract.takesClock(), "the index goes by a clock that a test can't move");
    PointerIndex index = open(variant);
    PointerIndex sweeper = open(variant);
    given(index, SampleRows.pointer("there before", 0));
    for (int at = 1; isStalledAt(at, index, sweeper); at++) {
      assertThat(at).as("readings of the clock by one commit").isLessThan(100);
    }
  }

  /** Stalls a commit at its n-th reading of the clock; false if it has fewer. */
  private boolean isStalledAt(int at, PointerIndex index, PointerIndex sweeper) throws Exception {
    Row row = SampleRows.inline("stalled at " + at, 0, 8);
    Instant notAfter = index.traits().clock().instant().plus(SOON);
    Duration tolerance = index.traits().clockTolerance();
    Commit commit = Commit.of(List.of(row), notAfter);
    AtomicInteger readings = new AtomicInteger();
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      AtomicReference<@Nullable Future<RowPage>> page = new AtomicReference<>();
      contract
          .clock()
          .whileReading(
              () -> {
                if (readings.incrementAndGet() == at) {
                  pass(notAfter.plus(tolerance));
                  Future<RowPage> reading =
                      beside.submit(() -> sweeper.page(PageRequest.oldestFirst(row.id(), 5), CALL));
                  page.set(reading);
                  awaitUnlessBlocked(reading);
                }
              });
      CommitResult result = index.commit(commit, CALL);
      contract.clock().whileReading(() -> {});
      Future<RowPage> read = page.get();
      if (read == null) {
        return false;
      }
      List<Row> seen = read.get(LIMIT_SECONDS, TimeUnit.SECONDS).rows();
      assertThat(rows(sweeper, row.id())).as("after the page").isEqualTo(seen);
      if (result instanceof CommitResult.Committed) {
        assertThat(seen).as("an acknowledged commit").containsExactly(row);
      }
      return true;
    } finally {
      beside.shutdownNow();
    }
  }

  /**
   * Waits until a page was read, or until it has taken so long that it must be waiting for the
   * commit.
   */
  private static void awaitUnlessBlocked(Future<RowPage> page) {
    try {
      page.get(BLOCKED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException blocked) {
      // It goes on when the commit has ended.
    } catch (ExecutionException e) {
      throw new AssertionError("the page could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static List<Long> versions(List<Row> rows) {
    return rows.stream().map(Row::version).toList();
  }

  /** Commits versions of its own until one is too late, and returns those acknowledged. */
  private List<Long> committed(PointerIndex index, String id, int racer, Instant notAfter) {
    List<Long> acknowledged = new ArrayList<>();
    for (long version = racer; ; version += contract.racers()) {
      Row row = SampleRows.inline(id, version, 8);
      CommitResult result = index.commit(Commit.of(List.of(row), notAfter), CALL);
      if (!(result instanceof CommitResult.Committed)) {
        assertThat(result).isInstanceOf(CommitResult.TooLate.class);
        return acknowledged;
      }
      acknowledged.add(version);
    }
  }

  /** Lets a moment pass by the index's clock. */
  private void pass(Instant moment) {
    contract.clock().advance(Duration.between(contract.clock().instant(), moment).plusMillis(1));
  }
}
