package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Repetitions repetitions = new Repetitions(nanos::get, this::pass);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** A call that has some time left from now on. */
  private final class Call implements RequestContext {
    private final long end;

    Call(Duration time) {
      this.end = nanos.get() + time.toNanos();
    }

    @Override
    public Duration remaining() {
      return Duration.ofNanos(Math.max(0, end - nanos.get()));
    }

    @Override
    public void requested() {}

    @Override
    public void retried() {}

    @Override
    public void transferred(long bytes) {}
  }

  /** Returns the time until the next turn. */
  private Duration awaited() {
    long from = nanos.get();
    assertThat(repetitions.awaitTurn(new Call(Duration.ofDays(1)))).isTrue();
    return Duration.ofNanos(nanos.get() - from);
  }

  @Test
  void onlyAWriteThatFailedIsARepetition() {
    assertThat(repetitions.isRepetition("a")).isFalse();
    repetitions.failed("a");
    assertThat(repetitions.isRepetition("a")).isTrue();
    assertThat(repetitions.isRepetition("b")).isFalse();
    repetitions.succeeded("a");
    assertThat(repetitions.isRepetition("a")).isFalse();
  }

  @Test
  void oneTurnIsFreeAtOnceAndThenOneInEachInterval() {
    assertThat(awaited()).isZero();
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL);
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL);
    pass(Duration.ofHours(1));
    assertThat(awaited()).isZero();
    assertThat(awaited()).as("turns don't gather").isEqualTo(Repetitions.INTERVAL);
  }

  @Test
  void aCallWhoseTimeIsOverHasNoTurn() {
    assertThat(awaited()).isZero();
    Duration time = Duration.ofSeconds(2);
    assertThat(repetitions.awaitTurn(new Call(time))).isFalse();
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL.minus(time));
  }

  @Test
  void aSuccessFreesTurnsForThoseWhoWait() {
    repetitions.failed("a");
    repetitions.failed("b");
    assertThat(awaited()).isZero();
    repetitions.succeeded("a");
    assertThat(awaited()).isZero();
    assertThat(awaited()).isZero();
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL);
  }

  @Test
  void turnsThatASuccessFreedAreLostAfterAnInterval() {
    repetitions.failed("a");
    repetitions.failed("b");
    repetitions.succeeded("a");
    pass(Repetitions.INTERVAL);
    assertThat(awaited()).isZero();
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL);
  }

  @Test
  void aSuccessWithoutTroubleFreesNothing() {
    repetitions.succeeded("a");
    assertThat(awaited()).isZero();
    assertThat(awaited()).isEqualTo(Repetitions.INTERVAL);
  }

  @Test
  void anInterruptEndsTheWait() {
    Repetitions interrupted =
        new Repetitions(
            nanos::get,
            time -> {
              throw new InterruptedException();
            });
    assertThat(interrupted.awaitTurn(RequestContext.unlimited())).isTrue();
    assertThatThrownBy(() -> interrupted.awaitTurn(RequestContext.unlimited()))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
