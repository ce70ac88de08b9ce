package dev.vhs.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Progress progress =
      new Progress(new TransferSettings.Floor(100, Duration.ofSeconds(10)), nanos::get);

  private int read(int seconds, long bytes) {
    progress.reading();
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    return progress.read(bytes);
  }

  @Test
  void aStreamThatKeepsTheFloorIsNotSlow() {
    for (int i = 0; i < 100; i++) {
      assertThat(read(5, 50)).isZero();
    }
  }

  @Test
  void timesThatAreTooSlowAreCountedInARow() {
    assertThat(read(9, 99)).as("too early to say").isZero();
    assertThat(read(1, 0)).isEqualTo(1);
    assertThat(read(10, 99)).isEqualTo(2);
    assertThat(read(10, 100)).isZero();
    assertThat(read(10, 99)).isEqualTo(1);
  }

  @Test
  void theReadersOwnTimeDoesNotCount() {
    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(Duration.ofHours(1).toNanos());
      assertThat(read(1, 10)).isZero();
    }
  }

  @Test
  void anotherConnectionBeginsAgain() {
    assertThat(read(9, 0)).isZero();
    progress.startAgain();
    assertThat(read(9, 0)).isZero();
  }

  @Test
  void withoutAFloorNothingIsTooSlow() {
    Progress free = new Progress(new TransferSettings.Floor(0, Duration.ofSeconds(1)), nanos::get);
    free.reading();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(free.read(0)).isZero();
  }
}
