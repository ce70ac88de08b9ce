package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CodecFailure;
import dev.vhs.HigherVersionExists;
import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.VhsException;
import dev.vhs.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link StreamStore}: values of any size, whole and in parts. */
abstract class StoreStreamLaws extends StoreLaws {
  private static final long SEED = 11;

  StoreStreamLaws(VersionedStoreContract contract) {
    super(contract);
  }

  private static Source pattern(long size, boolean sized, PatternBody.Probe probe) {
    PatternBody body = new PatternBody(size, SEED, sized, probe);
    return new Source() {
      @Override
      public InputStream open() {
        return body.open();
      }

      @Override
      public OptionalLong size() {
        return body.size();
      }

      @Override
      public boolean isReplayable() {
        return true;
      }
    };
  }

  private static Source source(String text) {
    return Source.of(utf8(text));
  }

  private static String text(ValueStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @EachVariant
  void streamsAreWrittenAndRead(Variant variant) throws IOException {
    StreamStore store = open(variant).streams();
    assertThat(store.init(ID, source("zero")).version()).isZero();
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, source("again")));
    VersionInfo one = store.putLatest(ID, source("one"));
    assertThat(text(store.open(ID))).isEqualTo("one");
    assertThat(store.replace(one, source("two")).version()).isEqualTo(2);
    fails(HigherVersionExists.class, ID, () -> store.replace(one, source("two again")));
    assertThat(store.put(ID, 5, source("five")).version()).isEqualTo(5);
    fails(HigherVersionExists.class, ID, () -> store.put(ID, 4, source("late")));
    assertThat(text(store.open(ID, 5))).isEqualTo("five");
    assertThat(store.open(ID).info()).isEqualTo(store.info(ID));
    fails(NoVersionExists.class, ID, () -> store.open(ID, 3));
    fails(NoVersionExists.class, "other", () -> store.open("other"));
    store.delete(ID);
    fails(NoVersionExists.class, ID, () -> store.open(ID));
  }

  /** "A value larger than the heap must pass through": large, and every size around a buffer. */
  @ParameterizedTest
  @CsvSource({
    "MULTI, 0, true", "MULTI, 1, false", "MULTI, 4097, true", "MULTI, 65536, true",
    "MULTI, 65537, false", "MULTI, 65538, true", "MULTI, 1048576, false", "SINGLE, 0, false",
    "SINGLE, 65537, true", "SINGLE, 1048577, true"
  })
  void streamsOfEverySizeComeBack(Variant variant, long size, boolean sized) throws IOException {
    StreamStore store = open(variant).streams();
    VersionInfo info = store.putLatest(ID, pattern(size, sized, PatternBody.Probe.NONE));
    assertThat(info.size()).isEqualTo(size);
    compare(store, size);
    assertThat(store.info(ID)).isEqualTo(info);
  }

  @ParameterizedTest
  @CsvSource({"MULTI, true, false", "SINGLE, false, false", "MULTI, false, true"})
  void aLargeStreamComesBack(Variant variant, boolean sized, boolean compress) throws IOException {
    StreamStore store = open(builder(freshBackend(variant)).compress(compress)).streams();
    long size = largeValueBytes();
    VersionInfo info = store.putLatest(ID, pattern(size, sized, PatternBody.Probe.NONE));
    assertThat(info.size()).isEqualTo(size);
    compare(store, size);
    try (ValueStream part = store.openRange(ID, 0, size - 1000, 500)) {
      assertThat(part.readAllBytes()).isEqualTo(PatternBody.bytes(SEED, size - 1000, 500));
    }
  }

  private static void compare(StreamStore store, long size) throws IOException {
    byte[] buffer = new byte[32 * 1024];
    long offset = 0;
    try (ValueStream stream = store.open(ID)) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] != PatternBody.at(SEED, offset + i)) {
            throw new AssertionError("another byte at " + (offset + i) + " than was written");
          }
        }
        offset += count;
      }
    }
    assertThat(offset).isEqualTo(size);
  }

  /** "Range reads are marked as unverified; of an encoded value they decode and skip." */
  @ParameterizedTest
  @CsvSource({
    "MULTI, 300, false",
    "MULTI, 300, true",
    "MULTI, 100000, false",
    "MULTI, 100000, true",
    "SINGLE, 100000, false"
  })
  void partsAreRead(Variant variant, int size, boolean compress) throws IOException {
    StreamStore store = open(builder(freshBackend(variant)).compress(compress)).streams();
    byte[] bytes = compress ? new byte[size] : PatternBody.bytes(SEED, 0, size);
    bytes[size / 2] = 7;
    VersionInfo info = store.init(ID, Source.of(bytes));
    assertThat(info.encoding().isPresent()).isEqualTo(compress);
    long[][] ranges = {
      {0, 0},
      {0, 1},
      {0, size},
      {0, size + 1},
      {1, size},
      {size / 2, 1},
      {size - 1, 1},
      {size, 1},
      {size + 5, 10},
      {10, Long.MAX_VALUE},
      {Long.MAX_VALUE, 1}
    };
    for (long[] range : ranges) {
      int from = (int) Math.min(range[0], size);
      int to = (int) Math.min(from + Math.min(range[1], size), size);
      try (ValueStream part = store.openRange(ID, 0, range[0], range[1])) {
        assertThat(part.isVerified()).isFalse();
        assertThat(part.info()).isEqualTo(info);
        assertThat(part.readAllBytes())
            .as("%d bytes from %d", range[1], range[0])
            .isEqualTo(Arrays.copyOfRange(bytes, from, to));
      }
    }
    fails(InvalidRequest.class, ID, () -> store.openRange(ID, 0, -1, 5));
    fails(InvalidRequest.class, ID, () -> store.openRange(ID, 0, 5, -1));
    fails(NoVersionExists.class, ID, () -> store.openRange(ID, 1, 0, 5));
  }

  /** A source that breaks off leaves nothing behind, and the id as it was. */
  @ParameterizedTest
  @CsvSource({"MULTI, 0", "MULTI, 100", "MULTI, 200000", "SINGLE, 200000"})
  void aSourceThatBreaksOffWritesNothing(Variant variant, long failsAt) throws IOException {
    StreamStore store = open(variant).streams();
    store.init(ID, source("zero"));
    Source broken =
        pattern(
            300_000,
            false,
            offset -> {
              if (offset >= failsAt) {
                throw new IOException("the source broke off");
              }
            });
    fails(CodecFailure.class, ID, () -> store.putLatest(ID, broken));
    assertThat(text(store.open(ID))).isEqualTo("zero");
    assertThat(store.info(ID).version()).isZero();
    noOrphansAndNothingDangling(variant);
  }

  /** A source of another length than it said has changed while it was read. */
  @ParameterizedTest
  @CsvSource({
    "MULTI, 100, 99",
    "MULTI, 100, 101",
    "SINGLE, 200000, 199999",
    "MULTI, 200000, 200001"
  })
  void aSourceOfAnotherLengthWritesNothing(Variant variant, int size, long said) {
    StreamStore store = open(variant).streams();
    store.init("other", source("zero"));
    InputStream bytes = new ByteArrayInputStream(new byte[size]);
    assertThatThrownBy(() -> store.init(ID, Source.of(bytes, said)))
        .isInstanceOf(VhsException.class);
    assertThat(store.exists(ID)).isFalse();
    noOrphansAndNothingDangling(variant);
  }

  @EachVariant
  void whatGoesWithAStreamIsKept(Variant variant) throws IOException {
    StreamStore store = open(variant).streams();
    WriteOptions options = WriteOptions.DEFAULT.contentType("image/x-test").metadata("a", "b");
    store.with(options).init(ID, pattern(100_000, false, PatternBody.Probe.NONE));
    try (ValueStream stream = store.open(ID)) {
      assertThat(stream.info().contentType()).contains("image/x-test");
      assertThat(stream.info().metadata()).isEqualTo(Map.of("a", "b"));
      assertThat(stream.isVerified()).isTrue();
      assertThat(stream.readNBytes(10)).isEqualTo(PatternBody.bytes(SEED, 0, 10));
    }
    assertThat(store.init("plain", source("x")).contentType()).contains("application/octet-stream");
  }
}
