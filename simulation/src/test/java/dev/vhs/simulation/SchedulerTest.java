package dev.vhs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.internal.runtime.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final int STEPS = 1000;

  private final WorkerPool pool = new WorkerPool();
  private final SeededRandom dice = new SeededRandom(1);
  private final Scheduler scheduler = new Scheduler(pool, dice, STEPS);
  private final Client client = new Client("c1", scheduler, dice, Clocks.EXACT);
  private final Tasks tasks = client.environment().tasks();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void endThreads() {
    pool.close();
  }

  private void log(String what) {
    log.add(scheduler.now() + " " + what);
  }

  @Test
  void fibersAndActionsRunInTheOrderOfTheirTimes() {
    scheduler.spawn(
        5,
        client,
        0,
        () -> {
          log("a");
          scheduler.pause(10);
          log("a again");
        });
    scheduler.spawn(7, client, 0, () -> log("b"));
    scheduler.after(9, () -> log("action"));
    scheduler.run();
    assertThat(log).containsExactly("5 a", "7 b", "9 action", "15 a again");
  }

  @Test
  void aTaskIsJoinedWithItsResultOrItsFailure() {
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          log("got " + tasks.start(() -> "result").join());
          Tasks.Pending<String> failing =
              tasks.start(
                  () -> {
                    throw new IllegalArgumentException("failure");
                  });
          assertThatThrownBy(failing::join).hasMessage("failure");
          log("failed");
        });
    scheduler.run();
    assertThat(log).hasSize(2);
  }

  @Test
  void waitingForATaskEndsAtItsLimit() {
    AtomicReference<Boolean> ended = new AtomicReference<>();
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          Tasks.Pending<Boolean> slow =
              tasks.start(
                  () -> {
                    scheduler.pause(Duration.ofSeconds(10).toNanos());
                    return true;
                  });
          ended.set(slow.await(Duration.ofSeconds(1)));
          log("waited");
          scheduler.pause(Duration.ofSeconds(20).toNanos());
          log("slept");
        });
    scheduler.run();
    assertThat(ended).hasValue(false);
    assertThat(log).containsExactly("1000000000 waited", "21000000000 slept");
  }

  @Test
  void aCrashEndsEveryThreadOfItsClient() {
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          tasks.start(
              () -> {
                scheduler.pause(100);
                log("never");
                return true;
              });
          scheduler.pause(100);
          log("never");
        });
    scheduler.after(50, client::crash);
    scheduler.run();
    assertThat(log).isEmpty();
    assertThat(client.fibers()).isEmpty();
  }

  @Test
  void aStalledClientGoesOnWhereItStood() {
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          long before = client.environment().nanoTime().getAsLong();
          scheduler.pause(100);
          log("own time " + (client.environment().nanoTime().getAsLong() - before));
        });
    scheduler.after(50, () -> client.stall(1000, true));
    scheduler.run();
    assertThat(log).containsExactly("1050 own time 50");
  }

  @Test
  void threadsThatWaitForEachOtherAreReported() {
    AtomicReference<SimulatedThread> first = new AtomicReference<>();
    AtomicReference<SimulatedThread> second = new AtomicReference<>();
    first.set(
        scheduler.spawn(0, client, 0, () -> scheduler.awaitEnd(second.get(), Long.MAX_VALUE)));
    second.set(
        scheduler.spawn(0, client, 0, () -> scheduler.awaitEnd(first.get(), Long.MAX_VALUE)));
    assertThatThrownBy(scheduler::run).hasMessageContaining("wait for each other");
  }

  @Test
  void whatNeverEndsIsGivenUp() {
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          while (true) {
            scheduler.pause(1);
          }
        });
    assertThatThrownBy(scheduler::run).hasMessageContaining("no end after " + STEPS);
  }

  @Test
  void aFailureOfAThreadIsReported() {
    scheduler.spawn(
        0,
        client,
        0,
        () -> {
          throw new IllegalArgumentException("broken");
        });
    assertThatThrownBy(scheduler::run).hasMessageContaining("broken");
  }
}
