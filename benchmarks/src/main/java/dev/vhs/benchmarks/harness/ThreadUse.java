package dev.vhs.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The processor time and the heap that the present threads of this process have used. The
 * compiler's and the collector's threads don't count, nor do emulators, which are processes of
 * their own.
 *
 * @param cpuNanos processor time, in nanoseconds
 * @param allocatedBytes heap taken, in bytes
 */
record ThreadUse(long cpuNanos, long allocatedBytes) {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  static ThreadUse now() {
    long[] all = THREADS.getAllThreadIds();
    return new ThreadUse(
        sum(THREADS.getThreadCpuTime(all)), sum(THREADS.getThreadAllocatedBytes(all)));
  }

  /**
   * Returns the sum of the figures of threads. A thread that ended meanwhile has -1, and doesn't
   * count.
   */
  private static long sum(long[] figures) {
    return Arrays.stream(figures).filter(figure -> figure > 0).sum();
  }

  ThreadUse since(ThreadUse before) {
    return new ThreadUse(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
  }
}
