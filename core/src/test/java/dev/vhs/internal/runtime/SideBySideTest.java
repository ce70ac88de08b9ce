package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import dev.vhs.internal.cache.MergedReads;
import dev.vhs.internal.cache.ObjectValue;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work side by side ends for all, however a part of it ends. */
@Timeout(60)
class SideBySideTest {
  private static final List<Integer> MANY = IntStream.range(0, 1000).boxed().toList();

  private final ThreadTasks tasks = new ThreadTasks();

  @Test
  void anErrorEndsTheWaitAndIsThrown() {
    Error error = new OutOfMemoryError("none left");
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch allBegun = new CountDownLatch(4);
    assertThatThrownBy(
            () ->
                SideBySide.all(
                    tasks,
                    4,
                    MANY,
                    piece -> {
                      begun.incrementAndGet();
                      allBegun.countDown();
                      await(allBegun);
                      if (piece == 3) {
                        throw error;
                      }
                      throw new IllegalStateException("an exception beside it");
                    }))
        .isSameAs(error);
    assertThat(begun).hasValueLessThan(MANY.size());
  }

  /** If no more threads can be made, those that were made end, and the failure is thrown. */
  @Test
  void aWorkerThatCannotBeStartedEndsTheOthers() {
    Error error = new OutOfMemoryError("unable to create native thread");
    AtomicInteger begun = new AtomicInteger();
    // The caller waits for those that were made once it has told them to end.
    CountDownLatch told = new CountDownLatch(1);
    Tasks few =
        new Tasks() {
          private final AtomicInteger started = new AtomicInteger();

          @Override
          public <R> Pending<R> start(Supplier<R> work) {
            if (started.incrementAndGet() > 2) {
              throw error;
            }
            Pending<R> pending = tasks.start(work);
            return new Pending<>() {
              @Override
              public R join() {
                told.countDown();
                return pending.join();
              }

              @Override
              public boolean await(Duration limit) {
                return pending.await(limit);
              }
            };
          }
        };
    assertThatThrownBy(
            () ->
                SideBySide.all(
                    few,
                    4,
                    MANY,
                    piece -> {
                      begun.incrementAndGet();
                      await(told);
                      return piece;
                    }))
        .isSameAs(error);
    assertThat(begun).hasValueLessThanOrEqualTo(2);
  }

  /** An interrupted caller does not leave its work going on behind its back. */
  @Test
  void anInterruptStopsTheWork() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                SideBySide.all(
                    tasks,
                    2,
                    MANY,
                    piece -> {
                      begun.incrementAndGet();
                      await(interrupted);
                      return piece;
                    });
              } catch (RuntimeException e) {
                interrupted.countDown();
              }
            });
    caller.start();
    caller.join();
    assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(begun).hasValueLessThan(MANY.size());
  }

  /** "a failure belongs to the call whose read it was": an error of one read too. */
  @Test
  void aMergedReadThatDiesIsReadByTheOthers() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    MergedReads reads = new MergedReads(new ToldWaits(tasks, waiting));
    Content content = Content.builder(0, "0".repeat(64), "text/plain").build();
    ObjectValue asked = new ObjectValue("id", new Location("", "key"), content);
    AtomicReference<Throwable> own = new AtomicReference<>();
    Thread first =
        new Thread(
            () -> {
              try {
                reads.read(
                    asked,
                    context(),
                    () -> {
                      reading.countDown();
                      await(waiting);
                      throw new OutOfMemoryError("none left");
                    });
              } catch (OutOfMemoryError e) {
                own.set(e);
              }
            });
    first.start();
    reading.await();
    assertThat(reads.read(asked, context(), () -> Optional.of(Bytes.EMPTY))).contains(Bytes.EMPTY);
    first.join();
    assertThat(own.get()).hasMessage("none left");
  }

  /** Tasks that tell when somebody begins to wait for shared work. */
  private record ToldWaits(Tasks sound, CountDownLatch waiting) implements Tasks {
    @Override
    public <R> Pending<R> start(Supplier<R> work) {
      return sound.start(work);
    }

    @Override
    public <R> Shared<R> share(Supplier<R> work) {
      Shared<R> shared = sound.share(work);
      return new Shared<>() {
        @Override
        public R run() {
          return shared.run();
        }

        @Override
        public R join() {
          return shared.join();
        }

        @Override
        public boolean await(Duration limit) {
          waiting.countDown();
          return shared.await(limit);
        }
      };
    }
  }

  private static OperationContext context() {
    return new OperationContext(
        Environment.system(), "getLatest", "id", Duration.ofMinutes(1), true);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
