package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted while it waits gives up, and stays interrupted. */
class InterruptsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Environment machine = Environment.system();
  private final CountDownLatch end = new CountDownLatch(1);

  /** Lets the work end that the test began, and leaves no interrupt to the next one. */
  @AfterEach
  void endWork() {
    end.countDown();
    assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
  }

  private boolean await() {
    try {
      return end.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private OperationContext context() {
    return new OperationContext(machine, "putLatest", "an id", LONG, true);
  }

  @Test
  void whileItWaitsForTheNextTry() {
    OperationContext context = context();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> context.sleep(LONG))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("'an id'")
        .hasMessageContaining("interrupted");
  }

  @Test
  void whileItWaitsForATask() {
    Tasks.Pending<Boolean> task = machine.tasks().start(this::await);
    Thread.currentThread().interrupt();
    assertThatThrownBy(task::join)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("interrupted");
  }

  @Test
  void whileItWaitsForATaskAWhile() {
    Tasks.Pending<Boolean> task = machine.tasks().start(this::await);
    Thread.currentThread().interrupt();
    assertThat(task.await(LONG)).isFalse();
  }

  @Test
  void whileItWaitsForAnothersRead() {
    Tasks.Shared<Boolean> shared = machine.tasks().share(this::await);
    machine.tasks().start(shared::run);
    Thread.currentThread().interrupt();
    assertThatThrownBy(shared::join).isInstanceOf(StoreUnavailable.class);
    assertThat(shared.await(LONG)).isFalse();
  }

  @Test
  void whileItWaitsForPiecesOfWork() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> SideBySide.all(machine.tasks(), 2, List.of(1, 2, 3), piece -> await()))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void whileItKeepsAPace() {
    OperationContext context = context();
    Pace pace = new Pace(context, 1);
    for (int i = 0; i < 100; i++) {
      context.requested();
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(pace::keep).isInstanceOf(StoreUnavailable.class);
  }
}
