package dev.vhs.aws.s3;

import static dev.vhs.aws.s3.FaultyS3.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.RecordedContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** The memory that the transfers of a store take together, counted in bytes. */
@Timeout(120)
class S3MemoryTest {
  private static final int PART = (int) TransferSettings.MIN_PART_BYTES;
  private static final int PARALLEL = 3;

  /** Two parts, and some bytes that are too few for a third. */
  private static final long MEMORY = 2L * PART + PART / 2;

  /** The bytes that a reader and the SDK may have of the range straight from the network. */
  private static final long ON_THE_WAY = 128 * 1024;

  @RegisterExtension final FaultyS3 s3 = new FaultyS3();

  private final RecordedContext call = new RecordedContext(Duration.ofMinutes(2));

  /** Bytes that have arrived and that nobody has read yet are held somewhere. */
  @Test
  void readersHoldNoMoreThanTheBudgetTogether() throws Exception {
    int readers = 4;
    byte[] bytes = random(6 * PART);
    s3.store().put(FaultyS3.upload(bytes, false), call);
    AtomicLong arrived = new AtomicLong();
    AtomicLong handedOut = new AtomicLong();
    LongAccumulator held = new LongAccumulator(Math::max, 0);
    s3.http().always(request -> counted(request.call(), arrived, handedOut, held));
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try (S3ObjectStore store = store()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        all.add(threads.submit(() -> read(store, bytes.length, handedOut)));
      }
      for (Future<?> reader : all) {
        reader.get();
      }
    } finally {
      threads.shutdownNow();
    }
    // The end of a range is looked for one byte further on.
    assertThat(arrived.get())
        .isBetween((long) readers * bytes.length, readers * (bytes.length + 9L));
    assertThat(held.get()).isBetween((long) PART, MEMORY + readers * ON_THE_WAY);
  }

  private Object read(S3ObjectStore store, int size, AtomicLong handedOut) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    long total = 0;
    try (ObjectStream object = store.open(s3.location(), ByteRange.ALL, call)) {
      int read = object.stream().read(buffer);
      while (read >= 0) {
        total += read;
        handedOut.addAndGet(read);
        read = object.stream().read(buffer);
      }
    }
    assertThat(total).isEqualTo(size);
    return total;
  }

  private static HttpExecuteResponse counted(
      HttpExecuteResponse answer, AtomicLong arrived, AtomicLong handedOut, LongAccumulator held) {
    AbortableInputStream body = answer.responseBody().orElse(null);
    if (body == null) {
      return answer;
    }
    InputStream counting =
        new Counting(body, count -> held.accumulate(arrived.addAndGet(count) - handedOut.get()));
    return HttpExecuteResponse.builder()
        .response(answer.httpResponse())
        .responseBody(AbortableInputStream.create(counting, body))
        .build();
  }

  /** Bytes of the sources that are in no file are in memory: no part can leave. */
  @Test
  void writersHoldNoMoreThanTheBudgetTogether() throws Exception {
    int writers = 2;
    AtomicLong read = new AtomicLong();
    CountDownLatch gate = new CountDownLatch(1);
    s3.http()
        .next(
            Integer.MAX_VALUE,
            FaultyS3Http.has("partNumber"),
            request -> {
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return request.call();
            });
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (S3ObjectStore store = store()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        Upload upload = Upload.builder("memory/" + i, counted(read)).contentType("x/y").build();
        all.add(threads.submit(() -> store.put(upload, call)));
      }
      // Some are on their way, and each writer waits with one more.
      long expected = (long) writers * (PARALLEL + 1) * PART;
      while (read.get() < expected) {
        assertThat(all).noneMatch(Future::isDone);
        Thread.onSpinWait();
      }
      assertThat(read.get() - bytesInFiles()).isBetween((long) PART, MEMORY);
      gate.countDown();
      for (Future<?> writer : all) {
        writer.get();
      }
      assertThat(bytesInFiles()).isZero();
    } finally {
      gate.countDown();
      threads.shutdownNow();
    }
  }

  private static long bytesInFiles() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(SpooledPart.PREFIX))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Body counted(AtomicLong read) {
    byte[] bytes = random(6 * PART);
    return new Body() {
      @Override
      public OptionalLong size() {
        return OptionalLong.of(bytes.length);
      }

      @Override
      public boolean isReplayable() {
        return false;
      }

      @Override
      public InputStream open() {
        return new Counting(new ByteArrayInputStream(bytes), read::addAndGet);
      }
    };
  }

  private S3ObjectStore store() {
    return new S3ObjectStore(
        new S3Connection(s3::client, false, new ServiceClock(InstantSource.system())),
        s3.bucket(),
        new TransferSettings(PART, PARALLEL, 8, MEMORY));
  }

  /** A listener to the bytes that pass. */
  private interface Passed {
    void passed(int count);
  }

  private static final class Counting extends FilterInputStream {
    private final Passed passed;

    Counting(InputStream stream, Passed passed) {
      super(stream);
      this.passed = passed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        passed.passed(read);
      }
      return read;
    }
  }
}
