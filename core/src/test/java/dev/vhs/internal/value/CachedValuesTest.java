package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CacheStats;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CachedValuesTest {
  private static final long CAPACITY = 100_000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Objects objects = new Objects();
  private final StoreContext store = store();
  private final CachedValues values = new CachedValues(store, new Values(store));

  private StoreContext store() {
    Backend memory = MemoryBackend.create(Variant.MULTI);
    return StoreContext.of(
        new Backend(memory.index(), objects, "", "test:"),
        new StoreSettings().cacheBytes(CAPACITY),
        Environment.system(),
        Rules.SOUND);
  }

  private static OperationContext call(Duration timeout) {
    return new OperationContext(Environment.system(), "get", "a", timeout, true);
  }

  private static Row pointer(byte[] value) {
    Content content =
        Content.builder(value.length, Digests.hex(Digests.sha256(value)), "text/plain").build();
    return Row.pointer("a", 0, new Location("", "a/0"), content, new UUID(7, 0), BEGIN);
  }

  private byte[] read(Row row) {
    return values.read(row, call(Duration.ofMinutes(1)));
  }

  private CacheStats stats() {
    return store.cache().stats();
  }

  @Test
  void everyReaderHasBytesOfItsOwn() throws IOException {
    Row row = pointer(new byte[] {1, 2, 3});
    objects.opened = () -> new byte[] {1, 2, 3};
    for (int i = 0; i < 3; i++) {
      byte[] bytes = read(row);
      assertThat(bytes).containsExactly(1, 2, 3);
      bytes[0] = 9;
    }
    try (InputStream stream = values.open(row, call(Duration.ofMinutes(1)))) {
      assertThat(stream.readAllBytes()).containsExactly(1, 2, 3);
    }
    assertThat(objects.opens).hasValue(1);
    assertThat(stats().valueMisses()).isEqualTo(1);
    assertThat(stats().valueHits()).isEqualTo(3);
  }

  @Test
  void anInlineValueIsNoReadOfAnObject() {
    byte[] value = {4, 5};
    Row row =
        Row.inline(
            "a",
            0,
            Bytes.wrap(value),
            java.util.Objects.requireNonNull(pointer(value).content()),
            new UUID(7, 0),
            BEGIN);
    assertThat(read(row)).containsExactly(4, 5);
    assertThat(stats().valueHits() + stats().valueMisses()).isZero();
  }

  @Test
  void whatHasNoChecksumIsReadEachTime() {
    Row foreign = Row.foreign("a", 0, new Location("", "by hand"));
    objects.opened = () -> new byte[] {1};
    assertThat(read(foreign)).containsExactly(1);
    objects.opened = () -> new byte[] {2};
    assertThat(read(foreign)).containsExactly(2);
    assertThat(stats().entries()).isZero();
    assertThat(stats().valueMisses()).isEqualTo(2);
  }

  @Test
  void whatIsTooLargeToKeepIsReadEachTime() {
    byte[] large = new byte[(int) CAPACITY / 8];
    objects.opened = large::clone;
    assertThat(read(pointer(large))).isEqualTo(large);
    assertThat(read(pointer(large))).isEqualTo(large);
    assertThat(objects.opens).hasValue(2);
    assertThat(stats().entries()).isZero();
    assertThat(stats().valueMisses()).isEqualTo(2);
  }

  @Test
  void anotherChecksumIsAnotherValue() {
    objects.opened = () -> new byte[] {1};
    assertThat(read(pointer(new byte[] {1}))).containsExactly(1);
    objects.opened = () -> new byte[] {2};
    assertThat(read(pointer(new byte[] {2}))).containsExactly(2);
  }

  @Test
  void aMissingObjectIsLookedForAgain() {
    Row row = pointer(new byte[3]);
    objects.opened = () -> null;
    assertThat(read(row)).isNull();
    objects.opened = () -> new byte[3];
    assertThat(read(row)).hasSize(3);
  }

  @Test
  void readsOfOneObjectAtOnceAreOne() throws Exception {
    int readers = 8;
    Row row = pointer(new byte[] {1, 2, 3});
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(readers);
    objects.opened =
        () -> {
          begun.countDown();
          await(asked);
          return new byte[] {1, 2, 3};
        };
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      List<Future<byte[]>> running = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        running.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  return read(row);
                }));
      }
      await(begun);
      for (Future<byte[]> each : running) {
        assertThat(each.get(1, TimeUnit.MINUTES)).containsExactly(1, 2, 3);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(objects.opens).hasValue(1);
    assertThat(stats().valueHits()).isEqualTo(readers - 1);
    assertThat(stats().valueMisses()).isEqualTo(1);
  }

  @Test
  void aReadThatFailsIsNoOtherReadersFailure() throws Exception {
    Row row = pointer(new byte[3]);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failing = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    objects.opened =
        () -> {
          if (reads.getAndIncrement() > 0) {
            return new byte[3];
          }
          begun.countDown();
          await(failing);
          throw new StoreUnavailable("out of reach", null);
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<byte[]> first = threads.submit(() -> read(row));
      await(begun);
      OperationContext impatient = call(Duration.ofNanos(1));
      assertThatThrownBy(() -> values.read(row, impatient))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("took longer");
      Future<byte[]> second = threads.submit(() -> read(row));
      failing.countDown();
      assertThat(second.get(1, TimeUnit.MINUTES)).hasSize(3);
      assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(StoreUnavailable.class);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Objects whose bytes a test makes when they are opened. */
  private static final class Objects implements ObjectStore {
    private final AtomicInteger opens = new AtomicInteger();
    private volatile Supplier<byte[]> opened = () -> null;

    @Override
    public ObjectTraits traits() {
      return ObjectTraits.builder(() -> BEGIN).build();
    }

    @Override
    public ObjectStream open(Location location, ByteRange range, RequestContext context) {
      opens.incrementAndGet();
      byte[] bytes = opened.get();
      return bytes == null
          ? null
          : new ObjectStream(
              ObjectInfo.builder(location, bytes.length, BEGIN).build(),
              new ByteArrayInputStream(bytes));
    }

    @Override
    public boolean put(Upload upload, RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectInfo stat(Location location, RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Location location, RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
