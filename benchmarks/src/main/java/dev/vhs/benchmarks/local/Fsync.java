package dev.vhs.benchmarks.local;

import dev.vhs.benchmarks.harness.Distribution;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The sync that every durable write has to wait for. */
final class Fsync {
  private static final int TIMES = 200;
  private static final int BYTES = 4096;
  private static final double NANOS_PER_MILLI = 1e6;

  private Fsync() {}

  /** Returns the time that it takes to append 4 KiB to a file and sync it, in milliseconds. */
  static Distribution millis(Path folder) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("fsync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(BYTES));
        channel.force(true);
        times.add((System.nanoTime() - start) / NANOS_PER_MILLI);
      }
      return Distribution.of(times);
    }
  }
}
