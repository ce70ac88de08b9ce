package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vhs.Location;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of an open stream, counted by the JVM. */
class StreamBuffersTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Two buffers of 64 KiB, one of the decoder's, and small things. */
  private static final long BUFFERS = 512 * 1024;

  private static final int SIZE = 32 << 20;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamTakesTheSameMemoryHoweverLargeItsValueIs(boolean encoded) throws IOException {
    byte[] value = new byte[SIZE];
    new Random(1).nextBytes(value);
    byte[] stored = encoded ? Zstd.encode(value, "a") : value;
    Content content = Content.builder(SIZE, Digests.hex(Digests.sha256(value)), "x/y").build();
    Row row = Row.pointer("a", 0, new Location("", "k"), content, new UUID(1, 1), Instant.EPOCH);
    read(row, stored, encoded); // What is loaded with the first stream is no buffer.
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long total = read(row, stored, encoded);
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(total).isEqualTo(SIZE);
    assertThat(taken).isLessThan(BUFFERS);
  }

  private static long read(Row row, byte[] stored, boolean encoded) throws IOException {
    InputStream bytes = new ByteArrayInputStream(stored);
    byte[] buffer = new byte[8 * 1024];
    long total = 0;
    try (InputStream stream =
        new VerifyingInputStream(
            encoded ? Zstd.decode(bytes, row) : bytes,
            row,
            Objects.requireNonNull(row.content()))) {
      int read = stream.read(buffer);
      while (read >= 0) {
        total += read;
        read = stream.read(buffer);
      }
    }
    return total;
  }
}
