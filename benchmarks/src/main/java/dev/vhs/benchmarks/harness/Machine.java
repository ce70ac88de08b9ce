package dev.vhs.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that a run was measured on.
 *
 * @param processor its model, where the system tells
 * @param processors how many of them this process may use
 * @param memoryGiB of the whole machine
 * @param system the operating system
 * @param java the runtime
 */
public record Machine(
    String processor, int processors, long memoryGiB, String system, String java) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Returns this machine. */
  public static Machine here() throws IOException {
    com.sun.management.OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new Machine(
        model(),
        system.getAvailableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()));
  }

  private static String model() throws IOException {
    if (!Files.exists(CPU_INFO)) {
      return "unknown processor";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown processor");
    }
  }

  /**
   * Returns the number of processes that want a processor, on the average of the last minute;
   * negative if the system doesn't tell.
   */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  String text() {
    return "%s, %d processors, %d GiB; %s; %s"
        .formatted(processor, processors, memoryGiB, system, java);
  }
}
