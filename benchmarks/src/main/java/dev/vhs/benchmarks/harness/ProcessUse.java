package dev.vhs.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process has used since it began. Emulators are processes of their own, and not in it.
 *
 * @param cpuNanos processor time, in nanoseconds
 * @param allocatedBytes heap taken by the threads that are there now, in bytes
 */
record ProcessUse(long cpuNanos, long allocatedBytes) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  static ProcessUse now() {
    long[] allocated = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    // A thread that ended meanwhile is told as -1.
    return new ProcessUse(
        SYSTEM.getProcessCpuTime(), Arrays.stream(allocated).filter(bytes -> bytes > 0).sum());
  }

  ProcessUse since(ProcessUse before) {
    return new ProcessUse(
        cpuNanos - before.cpuNanos, Math.max(0, allocatedBytes - before.allocatedBytes));
  }
}
