package dev.vhs.benchmarks.aws;

import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.Memory;
import dev.vhs.benchmarks.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/** A process that puts large values into a store, all at once, and reads them back. */
final class LargeValueProcess {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  private LargeValueProcess() {}

  /**
   * The memory that the process took.
   *
   * @param peakHeapBytes the sum of the highest use of each part of the heap, so not too little
   * @param peakResidentBytes of the whole process; 0 where the system doesn't tell
   */
  record Outcome(
      double putSeconds, double getSeconds, long peakHeapBytes, long peakResidentBytes) {}

  /**
   * Runs; the arguments are the store's URI, the number of bytes of a value, and the number of
   * values; prints the outcome as JSON.
   */
  public static void main(String[] arguments) throws Exception {
    long bytes = Long.parseLong(arguments[1]);
    int values = Integer.parseInt(arguments[2]);
    try (Vhs vhs = Vhs.open(arguments[0])) {
      StreamStore store = vhs.streams();
      long start = System.nanoTime();
      Parallel.run(values, value -> store.putLatest("large-" + value, new Counted(bytes)));
      long stored = System.nanoTime();
      Parallel.run(values, value -> compare(store, "large-" + value, bytes));
      long read = System.nanoTime();
      ChildProcess.tell(
          new Outcome(
              (stored - start) / NANOS_PER_SECOND,
              (read - stored) / NANOS_PER_SECOND,
              Memory.peakHeap(),
              Memory.peakResident()));
    }
  }

  private static void compare(StreamStore store, String id, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    byte[] expected = new byte[BUFFER_BYTES];
    long total = 0;
    try (InputStream stream = store.open(id);
        InputStream written = new Counted(bytes).open()) {
      int count;
      while ((count = stream.readNBytes(buffer, 0, BUFFER_BYTES)) > 0) {
        int same = written.readNBytes(expected, 0, count);
        if (!Arrays.equals(buffer, 0, count, expected, 0, same)) {
          throw new IllegalStateException("other bytes than were written, after " + total);
        }
        total += count;
      }
    }
    if (total != bytes) {
      throw new IllegalStateException(total + " bytes came back");
    }
  }

  /**
   * A source whose bytes are made as they are read: blocks of their own number, scrambled, so that
   * a block in another's place shows.
   *
   * @param bytes how many
   */
  private record Counted(long bytes) implements Source {
    @Override
    public InputStream open() {
      return new Blocks(bytes);
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }

    @Override
    public boolean isReplayable() {
      return true;
    }
  }

  private static final class Blocks extends InputStream {
    private final long bytes;
    private long position;

    Blocks(long bytes) {
      this.bytes = bytes;
    }

    private static byte at(long position) {
      long block = position / Long.BYTES * 0x9E3779B97F4A7C15L;
      return (byte) (block >>> (Long.BYTES * (position % Long.BYTES)));
    }

    @Override
    public int read() {
      return position == bytes ? -1 : at(position++) & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      int count = (int) Math.min(length, bytes - position);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = at(position + i);
      }
      position += count;
      return count == 0 ? -1 : count;
    }
  }
}
