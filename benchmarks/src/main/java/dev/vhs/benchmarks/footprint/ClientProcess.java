package dev.vhs.benchmarks.footprint;

import dev.vhs.Codec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.Memory;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.Sizes;
import java.lang.management.ManagementFactory;

/** A client that works for a while, as in a server. */
final class ClientProcess {
  private static final int THREADS = 16;
  private static final int IDS = 1000;

  private ClientProcess() {}

  /**
   * The memory and the threads that the process took.
   *
   * @param openedBytes live heap when the store had been opened and used once
   * @param workedBytes live heap after all the work
   * @param threads that are there after all the work
   */
  record Outcome(long openedBytes, long workedBytes, long peakResidentBytes, int threads) {}

  /**
   * Runs; the arguments are the store's URI, the bytes of its cache, and how often each thread
   * works.
   */
  public static void main(String[] arguments) throws Exception {
    int turns = Integer.parseInt(arguments[2]);
    byte[] value = Sizes.value(Sizes.SMALL);
    try (Vhs vhs = Vhs.builder(arguments[0]).cacheBytes(Long.parseLong(arguments[1])).open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.putLatest("0", value);
      long opened = Memory.liveHeap();
      Parallel.run(
          THREADS,
          thread -> {
            for (int turn = 0; turn < turns; turn++) {
              String id = Integer.toString((turn * THREADS + thread) % IDS);
              store.putLatest(id, value);
              store.getLatest(id);
            }
          });
      ChildProcess.tell(
          new Outcome(
              opened,
              Memory.liveHeap(),
              Memory.peakResident(),
              ManagementFactory.getThreadMXBean().getThreadCount()));
    }
  }
}
