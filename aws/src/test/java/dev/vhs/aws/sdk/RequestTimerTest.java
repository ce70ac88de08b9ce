package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.aws.AwsBackend;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

@Timeout(60)
class RequestTimerTest {
  private final RequestTimer timer = new RequestTimer();

  @AfterEach
  void end() {
    timer.shutdownNow();
  }

  @Test
  void limitsThatAreTakenBackAreForgottenAtOnce() {
    List<ScheduledFuture<?>> limits = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      limits.add(timer.schedule(() -> {}, 30, TimeUnit.SECONDS));
    }
    limits.forEach(limit -> assertThat(limit.cancel(false)).isTrue());
    // What may be left is the beat.
    assertThat(timer.getQueue()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void limitsRunOutInTheirOrderAndNotBeforeTheirTime() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch ranOut = new CountDownLatch(2);
    long start = System.nanoTime();
    ScheduledFuture<?> after = run(3 * RequestTimer.BEAT_MILLIS, "after the beat", order, ranOut);
    ScheduledFuture<?> before = run(1, "before it", order, ranOut);
    ranOut.await();
    assertThat(System.nanoTime() - start)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(3 * RequestTimer.BEAT_MILLIS));
    assertThat(order).containsExactly("before it", "after the beat");
    assertThat(after.isCancelled() || before.isCancelled()).isFalse();
  }

  private ScheduledFuture<?> run(
      long millis, String name, List<String> order, CountDownLatch ranOut) {
    return timer.schedule(
        () -> {
          order.add(name);
          ranOut.countDown();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  @Test
  void noThreadIsLeftWhenNothingIsUnderWay() throws InterruptedException {
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    ThreadFactory factory = timer.getThreadFactory();
    timer.setThreadFactory(
        task -> {
          Thread thread = factory.newThread(task);
          threads.add(thread);
          return thread;
        });
    timer.setKeepAliveTime(10, TimeUnit.MILLISECONDS);
    timer.schedule(() -> {}, 30, TimeUnit.SECONDS).cancel(false);
    assertThat(threads).isNotEmpty();
    for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
      thread.join();
    }
    assertThat(timer.getPoolSize()).isZero();
    assertThat(timer.getQueue()).isEmpty();
    CountDownLatch again = new CountDownLatch(1);
    ScheduledFuture<?> limit = timer.schedule(again::countDown, 1, TimeUnit.MILLISECONDS);
    again.await();
    assertThat(limit.isCancelled()).isFalse();
  }

  @Test
  void clientsThatAreClosedLeaveItToTheOthers() {
    URI nowhere = URI.create("http://localhost:1");
    AwsBackend.Builder clients =
        AwsBackend.builder("table", "bucket")
            .region(Region.US_EAST_1)
            .credentials(AnonymousCredentialsProvider.create())
            .endpointDynamoDb(nowhere)
            .endpointS3(nowhere);
    clients.newDynamoDb().close();
    clients.newS3().close();
    assertThat(RequestTimer.shared().isShutdown()).isFalse();
  }
}
