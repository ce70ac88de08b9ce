package dev.vhs.aws.sdk;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives up requests that take too long, for all clients that we make; its threads end when nothing
 * is under way.
 *
 * <p>Nearly every time limit is taken back within milliseconds. The SDK's own executor keeps those
 * in its queue until they run out, hundreds of thousands of them at full load, and wakes a thread
 * for each. This one forgets them at once, and while requests come it keeps one beat ahead of all
 * limits, since a limit that came first in the queue would wake the thread that waits for the
 * first.
 */
public final class RequestTimer extends ScheduledThreadPoolExecutor {
  /** Less than any limit but those of calls that are nearly over, which are kept all the same. */
  static final long BEAT_MILLIS = 100;

  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 5;
  private static final RequestTimer SHARED = new RequestTimer();

  private volatile @Nullable ScheduledFuture<?> beat;

  RequestTimer() {
    super(
        THREADS,
        task -> {
          Thread thread = new Thread(task, "vhs-request-timer");
          thread.setDaemon(true);
          return thread;
        });
    setRemoveOnCancelPolicy(true);
    setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    allowCoreThreadTimeOut(true);
  }

  /** The one of this process, which is never shut down. */
  public static RequestTimer shared() {
    return SHARED;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    beat();
    return super.schedule(task, delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    beat();
    return super.schedule(task, delay, unit);
  }

  /** One is ahead already, mostly; two that two threads begin at once do no harm. */
  private void beat() {
    ScheduledFuture<?> last = beat;
    if (last == null || last.isDone()) {
      beat = super.schedule(() -> {}, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
