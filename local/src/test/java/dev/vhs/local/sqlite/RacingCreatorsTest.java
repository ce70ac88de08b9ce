package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static dev.vhs.local.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is opened while another thread makes it: nothing is found, or all of it. */
class RacingCreatorsTest {
  private static final int CREATORS = 8;
  private static final int ROUNDS = 60;

  @TempDir Path dir;

  @Test
  void aHalfMadeIndexIsNeverTakenForAnotherPrograms() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CREATORS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Path file = dir.resolve(round + ".db");
        CyclicBarrier start = new CyclicBarrier(CREATORS);
        List<Future<CommitResult>> commits = new ArrayList<>();
        for (int creator = 0; creator < CREATORS; creator++) {
          String id = "id " + creator;
          commits.add(threads.submit(() -> firstCommit(file, id, start)));
        }
        for (Future<CommitResult> commit : commits) {
          assertThat(commit.get(1, TimeUnit.MINUTES)).isInstanceOf(CommitResult.Committed.class);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Opens one index, whose first write makes the file while others read. */
  @Test
  void readersOfAnIndexThatIsBeingMadeFindNothingOrTheRow() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CREATORS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        CyclicBarrier start = new CyclicBarrier(CREATORS);
        try (SqlitePointerIndex index =
            SqlitePointerIndex.open(dir.resolve("read " + round + ".db"), Variant.MULTI)) {
          List<Future<?>> readers = new ArrayList<>();
          for (int reader = 1; reader < CREATORS; reader++) {
            readers.add(threads.submit(() -> readUntilThere(index, start)));
          }
          start.await(1, TimeUnit.MINUTES);
          index.commit(Samples.absent(row("id", 0)), CALL);
          for (Future<?> reader : readers) {
            reader.get(1, TimeUnit.MINUTES);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static @Nullable Void readUntilThere(SqlitePointerIndex index, CyclicBarrier start)
      throws Exception {
    start.await(1, TimeUnit.MINUTES);
    while (index.newest("id", Consistency.CONSISTENT, CALL) == null) {
      Thread.onSpinWait();
    }
    return null;
  }

  private static CommitResult firstCommit(Path file, String id, CyclicBarrier start)
      throws Exception {
    start.await(1, TimeUnit.MINUTES);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI)) {
      return index.commit(Samples.absent(row(id, 0)), CALL);
    }
  }
}
