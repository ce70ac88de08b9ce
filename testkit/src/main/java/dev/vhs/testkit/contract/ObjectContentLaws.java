package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of storing, reading and describing objects. */
abstract class ObjectContentLaws extends ObjectLaws {
  private static final long SEED = 42;

  ObjectContentLaws(ObjectStoreContract contract) {
    super(contract);
  }

  /** "Every object whose put returned before must be found", byte for byte. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4095, 4096, 4097, 65_536, 65_537, 1 << 20})
  void objectsComeBackAsTheyWereStored(int size) throws IOException {
    ObjectStore store = open();
    Bytes bytes = Bytes.wrap(PatternBody.bytes(SEED, 0, size));
    assertThat(store.put(upload(KEY, Body.of(bytes), false), CALL)).isTrue();
    assertThat(read(store, KEY)).isEqualTo(bytes);
    assertThat(stat(store, KEY)).extracting(ObjectInfo::size).isEqualTo((long) size);
    assertThat(read(open(), KEY)).as("as another process reads it").isEqualTo(bytes);
  }

  /** A body may be a stream, of known length or not. */
  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "1, false", "300000, true", "300000, false"})
  void streamedBodiesComeBackAsTheyWereStored(int size, boolean sized) throws IOException {
    ObjectStore store = open();
    Body body = new PatternBody(size, SEED, sized, PatternBody.Probe.NONE);
    assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
    assertThat(read(store, KEY)).isEqualTo(Bytes.wrap(PatternBody.bytes(SEED, 0, size)));
  }

  /**
   * "It must stream: an object larger than the heap must pass through put and open": neither
   * storing nor reading a large object holds it in the heap.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largeObjectsPassThroughASmallHeap(boolean sized) throws IOException {
    ObjectStore store = open();
    long size = contract.largeObjectBytes();
    HeapProbe storing = new HeapProbe(size);
    Body body = new PatternBody(size, SEED, sized, storing::at);
    assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
    HeapProbe reading = new HeapProbe(size);
    try (ObjectStream object = store.open(at(store, KEY), ByteRange.ALL, CALL)) {
      assertThat(object).isNotNull();
      if (object != null) {
        assertThat(object.info().size()).isEqualTo(size);
        comparePattern(object.stream(), size, reading);
      }
    }
    if (contract.streams()) {
      assertThat(storing.held()).as("bytes held while storing").isLessThan(size / 2);
      assertThat(reading.held()).as("bytes held while reading").isLessThan(size / 2);
    }
  }

  private static void comparePattern(InputStream stream, long size, HeapProbe probe)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long offset = 0;
    while (true) {
      probe.at(offset);
      int count = stream.read(buffer);
      if (count < 0) {
        break;
      }
      for (int i = 0; i < count; i++) {
        if (buffer[i] != PatternBody.at(SEED, offset + i)) {
          throw new AssertionError("another byte at " + (offset + i) + " than was stored");
        }
      }
      offset += count;
    }
    assertThat(offset).isEqualTo(size);
  }

  /**
   * "A part of an object": from any offset, of any length, "fewer come if the object ends before".
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 1",
    "0, 1000",
    "0, 1001",
    "1, 998",
    "1, 999",
    "1, 1000",
    "999, 1",
    "999, 2",
    "500, 0",
    "1000, 1",
    "1001, 5",
    "0, 9223372036854775807",
    "10, 9223372036854775807",
    "4000000000, 7"
  })
  void rangesAreCutOut(long offset, long length) throws IOException {
    ObjectStore store = open();
    int size = 1000;
    store.put(upload(KEY, new PatternBody(size, SEED), false), CALL);
    int from = (int) Math.min(offset, size);
    int count = (int) Math.min(length, size - from);
    Bytes expected = Bytes.wrap(PatternBody.bytes(SEED, from, count));
    assertThat(read(store, KEY, new ByteRange(offset, length))).isEqualTo(expected);
  }

  /** "the facts of the whole object", also where a part of it is read. */
  @Test
  void aRangeComesWithTheFactsOfTheWhole() throws IOException {
    ObjectStore store = open();
    store.put(upload(KEY, new PatternBody(1000, SEED), false), CALL);
    for (ByteRange range :
        new ByteRange[] {ByteRange.ALL, new ByteRange(3, 4), new ByteRange(0, 0)}) {
      try (ObjectStream object = store.open(at(store, KEY), range, CALL)) {
        assertThat(object).isNotNull();
        if (object != null) {
          assertThat(object.info().size()).isEqualTo(1000);
          assertThat(object.info().location()).isEqualTo(at(store, KEY));
        }
      }
    }
  }

  /** A range of an empty object has no bytes. */
  @Test
  void anEmptyObjectHasEmptyRanges() throws IOException {
    ObjectStore store = open();
    put(store, KEY, "");
    assertThat(read(store, KEY, new ByteRange(0, 10))).isEqualTo(Bytes.EMPTY);
    assertThat(read(store, KEY, new ByteRange(5, 10))).isEqualTo(Bytes.EMPTY);
  }

  /** "returns null if there is none." */
  @Test
  void anObjectThatIsNotThereIsNull() throws IOException {
    ObjectStore store = open();
    assertThat(read(store, KEY)).as("in a store without objects").isNull();
    assertThat(stat(store, KEY)).isNull();
    put(store, KEY, "text");
    assertThat(read(store, KEY + "x")).isNull();
    assertThat(read(store, KEY.substring(0, KEY.length() - 1))).isNull();
    assertThat(read(store, "prefix/id")).as("the folder of an object").isNull();
    assertThat(stat(store, "prefix")).isNull();
    assertThat(read(store, KEY, new ByteRange(0, 0))).isNotNull();
    assertThat(read(store, KEY + "x", new ByteRange(0, 0))).isNull();
  }

  /** A store that holds nothing lists nothing, and deletes nothing. */
  @Test
  void anEmptyStoreIsEmpty() {
    ObjectStore store = open();
    assertThat(keys(store, "", 10)).isEmpty();
    assertThat(keys(store, "prefix/", 10)).isEmpty();
    store.delete(at(store, KEY), CALL);
    assertThat(store.abortUploads("", contract.clock().instant(), CALL)).isZero();
  }

  /** "the facts of an object, its user metadata included". */
  @Test
  void userMetadataComesBack() throws IOException {
    ObjectStore store = open();
    Map<String, String> metadata =
        Map.of("id", "w6Qvw7Y", "writeid", "0190-AB_cd", "x-y", "a b=c;d\"e");
    Upload upload =
        Upload.builder(KEY, Body.of(bytes("text")))
            .contentType("text/plain")
            .contentEncoding("zstd")
            .userMetadata(metadata)
            .build();
    store.put(upload, CALL);
    assertThat(stat(store, KEY)).extracting(ObjectInfo::userMetadata).isEqualTo(metadata);
    try (ObjectStream object = store.open(at(store, KEY), ByteRange.ALL, CALL)) {
      assertThat(object).isNotNull();
      if (object != null) {
        assertThat(object.info().userMetadata()).isEqualTo(metadata);
      }
    }
    assertThat(text(store, KEY)).as("with a content encoding").isEqualTo("text");
    put(store, KEY, "other");
    assertThat(stat(store, KEY)).extracting(ObjectInfo::userMetadata).isEqualTo(Map.of());
  }

  /** "when the object was stored, by the object store's clock". */
  @Test
  void objectsAreDatedByTheClockOfTheTraits() throws IOException {
    ObjectStore store = open();
    Instant before = store.traits().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    put(store, KEY, "text");
    Instant after = store.traits().clock().instant().plusSeconds(1);
    assertThat(stat(store, KEY)).extracting(ObjectInfo::storedAt).isNotNull();
    ObjectInfo info = stat(store, KEY);
    assertThat(info).isNotNull();
    if (info != null) {
      assertThat(info.storedAt()).isBetween(before, after);
      assertThat(store.list("", "", 1, CALL).objects())
          .extracting(ObjectInfo::storedAt)
          .containsExactly(info.storedAt());
    }
  }

  /** "when the object was stored, by the object store's clock": each object by its own time. */
  @Test
  void laterObjectsAreYounger() throws IOException {
    assumeTrue(contract.takesClock(), "the store goes by a clock that a test can't move");
    ObjectStore store = open();
    put(store, "a/1", "text");
    Instant first = contract.clock().instant();
    contract.clock().advance(Duration.ofDays(3));
    put(store, "a/2", "text");
    assertThat(store.list("a/", "", 5, CALL).objects())
        .extracting(ObjectInfo::storedAt)
        .containsExactly(first, first.plus(Duration.ofDays(3)));
    put(store, "a/1", "again");
    assertThat(stat(store, "a/1"))
        .extracting(ObjectInfo::storedAt)
        .isEqualTo(first.plus(Duration.ofDays(3)));
  }

  /** "Deletes an object of this store's bucket. One that is not there is deleted already." */
  @Test
  void deletingIsRepeatable() throws IOException {
    ObjectStore store = open();
    put(store, KEY, "text");
    put(store, KEY + "x", "other");
    store.delete(at(store, KEY), CALL);
    assertThat(read(store, KEY)).isNull();
    assertThat(stat(store, KEY)).isNull();
    store.delete(at(store, KEY), CALL);
    assertThat(keys(store, "", 10)).containsExactly(KEY + "x");
    assertThat(text(store, KEY + "x")).isEqualTo("other");
    put(store, KEY, "anew");
    assertThat(text(store, KEY)).isEqualTo("anew");
  }

  /** An object in a bucket that is not there is not there either. */
  @Test
  void anotherBucketIsAnotherPlace() throws IOException {
    ObjectStore store = open();
    put(store, KEY, "text");
    Location elsewhere = new Location(store.traits().bucket() + "no-such-bucket-of-vhs-tests", KEY);
    assertThat(store.stat(elsewhere, CALL)).isNull();
    assertThat(store.open(elsewhere, ByteRange.ALL, CALL)).isNull();
  }

  /** "They must be the same for as long as the store is open" ({@link ObjectStore#traits}). */
  @Test
  void traitsStayTheSame() throws IOException {
    ObjectStore store = open();
    ObjectTraits before = store.traits();
    put(store, KEY, "text");
    assertThat(store.traits()).isEqualTo(before);
    assertThat(before.maxObjectBytes()).isGreaterThanOrEqualTo(contract.largeObjectBytes());
  }

  /** "Stores an object, durably"; "Closing twice must do nothing." */
  @Test
  void objectsOutliveTheOpeningAndClosingTwiceDoesNothing() throws IOException {
    ObjectStore store = open();
    ObjectStore other = open();
    put(store, KEY, "text");
    store.close();
    store.close();
    assertThat(text(other, KEY)).isEqualTo("text");
    assertThat(text(open(), KEY)).isEqualTo("text");
  }

  /**
   * "A backend must not spend more than remaining() on a request, and must count each request that
   * it sends" ({@link RequestContext}), and the bytes of values.
   */
  @Test
  void requestsAreCounted() throws IOException {
    ObjectStore store = open();
    RecordedContext put = new RecordedContext();
    store.put(upload(KEY, new PatternBody(5000, SEED), false), put);
    assertThat(put.requests()).as("put").isPositive();
    assertThat(put.bytes()).isEqualTo(5000);
    RecordedContext read = new RecordedContext();
    try (ObjectStream object = store.open(at(store, KEY), ByteRange.ALL, read)) {
      assertThat(object).isNotNull();
      if (object != null) {
        assertThat(object.stream().readAllBytes()).hasSize(5000);
      }
    }
    assertThat(read.requests()).as("open").isPositive();
    assertThat(read.bytes()).isEqualTo(5000);
    RecordedContext others = new RecordedContext();
    store.stat(at(store, KEY), others);
    assertThat(others.requests()).as("stat").isEqualTo(1);
    store.list("", "", 10, others);
    assertThat(others.requests()).as("list").isEqualTo(2);
    store.delete(at(store, KEY), others);
    assertThat(others.requests()).as("delete").isEqualTo(3);
  }

  /**
   * "A backend must not spend more than remaining()": with none left it answers at once or refuses.
   */
  @Test
  @Timeout(20)
  void aCallWithoutTimeIsAnsweredAtOnceOrRefused() throws IOException {
    ObjectStore store = open();
    put(store, KEY, "text");
    try {
      assertThat(store.stat(at(store, KEY), RecordedContext.expired())).isNotNull();
      assertThat(store.list("", "", 5, RecordedContext.expired()).objects()).hasSize(1);
    } catch (StoreUnavailable refused) {
      assertThat(refused.isRetryable()).isTrue();
    }
  }
}
