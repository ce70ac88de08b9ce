package dev.vhs.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of this process. */
public final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;

  private Memory() {}

  /**
   * Returns the sum of the highest use of each part of the heap, which needn't have been at one
   * moment, but no more than the heap may take: not too little, in bytes.
   */
  public static long peakHeap() {
    long parts =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    return Math.min(parts, Runtime.getRuntime().maxMemory());
  }

  /** Returns the heap in use after a collection, in bytes. */
  public static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Returns the most memory that the whole process has had, in bytes; 0 if the system doesn't tell.
   */
  public static long peakResident() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    }
  }
}
