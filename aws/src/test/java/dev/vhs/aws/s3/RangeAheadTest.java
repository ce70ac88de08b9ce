package dev.vhs.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The memory of ranges that are fetched ahead: a budget of one. */
@Timeout(60)
class RangeAheadTest {
  private static final int PART = (int) TransferSettings.MIN_PART_BYTES;

  private final Transfers transfers = new Transfers(new TransferSettings(PART, 1, 1, PART + 2000));
  private final CountDownLatch filling = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    transfers.close();
  }

  @Test
  void memoryIsInUseUntilTheRangeWasRead() throws Exception {
    RangeAhead range = start(RangeAheadTest::fill);
    try (InputStream bytes = range.await()) {
      assertThat(isFree()).isFalse();
      assertThat(bytes.readAllBytes()).hasSize(PART);
    }
    assertThat(isFree()).isTrue();
  }

  /** The thread that fetches goes on for a while after it was told to stop. */
  @Test
  void memoryOfARangeThatIsGivenUpIsInUseWhileSomebodyFillsIt() throws Exception {
    RangeAhead range = start(this::fillSlowly);
    filling.await();
    range.drop();
    assertThat(isFree()).as("half of it is filled").isFalse();
    gate.countDown();
    awaitFree();
  }

  @Test
  void memoryOfARangeThatWasNotBegunIsFreeAtOnce() throws Exception {
    Future<Boolean> busy =
        transfers.start(
            () -> {
              filling.countDown();
              gate.await();
              return true;
            });
    filling.await();
    RangeAhead range = start(RangeAheadTest::fill);
    range.drop();
    assertThat(isFree()).isTrue();
    assertThat(busy.isDone()).isFalse();
  }

  @Test
  void memoryOfARangeThatFailedIsFree() {
    RangeAhead range =
        start(
            bytes -> {
              fill(bytes);
              throw new IOException("told to");
            });
    assertThatThrownBy(range::await).isInstanceOf(ExecutionException.class);
    assertThat(isFree()).isTrue();
  }

  @Test
  void anInterruptedReaderGivesTheRangeUp() throws Exception {
    RangeAhead range = start(this::fillSlowly);
    filling.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(range::await).isInstanceOf(InterruptedException.class);
    assertThat(isFree()).isFalse();
    gate.countDown();
    awaitFree();
  }

  @Test
  void aClosedStoreTakesNoMemory() {
    transfers.close();
    assertThatThrownBy(() -> start(RangeAheadTest::fill)).isInstanceOf(RuntimeException.class);
    assertThat(isFree()).isTrue();
  }

  private RangeAhead start(RangeAhead.Filler filler) {
    MemoryBudget.Lease lease = transfers.memory().tryTake(PART);
    assertThat(lease).isNotNull();
    return RangeAhead.start(transfers, lease, filler);
  }

  private static void fill(ChunkedBytes bytes) throws IOException {
    bytes.fill(new ByteArrayInputStream(new byte[PART]), PART);
  }

  private void fillSlowly(ChunkedBytes bytes) throws IOException {
    bytes.fill(new ByteArrayInputStream(new byte[PART]), PART / 2);
    filling.countDown();
    boolean waiting = true;
    while (waiting) {
      try {
        gate.await();
        waiting = false;
      } catch (InterruptedException e) {
        // As a read from a socket, which no interrupt ends.
      }
    }
    fill(bytes);
  }

  private boolean isFree() {
    MemoryBudget.Lease lease = transfers.memory().tryTake(PART);
    if (lease != null) {
      lease.close();
    }
    return lease != null;
  }

  private void awaitFree() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isFree()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
