package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.Problem;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.PatternBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of values: encoded ones come back, and corrupt or lost ones are never a value. */
abstract class EngineValueLaws extends EngineLaws {
  private static final long SEED = 3;

  EngineValueLaws(EngineContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @CsvSource({"MULTI, 300", "MULTI, 100000", "SINGLE, 300", "SINGLE, 100000"})
  void encodedValuesComeBack(Variant variant, int size) {
    Vhs vhs = open(builder(freshBackend(variant)).compress(true).inlineItemBytes(1024));
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    byte[] plain = new byte[size];
    byte[] noise = new byte[size];
    new Random(SEED).nextBytes(noise);
    VersionInfo encoded = store.init("plain", plain);
    assertThat(encoded.encoding()).contains("zstd");
    assertThat(encoded.storedSize()).isLessThan(size);
    assertThat(encoded.size()).isEqualTo(size);
    assertThat(store.init("noise", noise).encoding()).as("where it is not smaller").isEmpty();
    VersionedStore<byte[]> reader = open(variant).store(Codec.bytes());
    assertThat(reader.getLatest("plain").value()).isEqualTo(plain);
    assertThat(reader.getLatest("noise").value()).isEqualTo(noise);
    assertThat(encoded.sha256()).isEqualTo(reader.info("plain").sha256());
  }

  /** "a mismatch is CorruptValue, never a wrong value": other bytes, and fewer or more of them. */
  @EachVariant
  void aCorruptObjectIsNeverAValue(Variant variant) throws IOException {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    int size = 200_000;
    VersionInfo info = store.init(ID, PatternBody.bytes(SEED, 0, size));
    byte[] flipped = PatternBody.bytes(SEED, 0, size);
    flipped[size - 1] ^= 1;
    byte[][] corrupt = {
      flipped,
      PatternBody.bytes(SEED, 0, size - 1),
      PatternBody.bytes(SEED, 0, size + 1),
      new byte[0]
    };
    for (byte[] bytes : corrupt) {
      overwrite(variant, info, bytes);
      CorruptValue found = fails(CorruptValue.class, ID, () -> store.getLatest(ID));
      assertThat(found.version()).hasValue(0);
      assertThat(found.location()).isEqualTo(info.location());
      fails(CorruptValue.class, ID, () -> store.get(ID, 0));
      fails(CorruptValue.class, ID, () -> store.update(ID, before -> before));
      fails(CorruptValue.class, ID, () -> readAll(vhs, size));
      List<Problem> problems = new ArrayList<>();
      vhs.maintenance().verify(true, problems::add);
      assertThat(problems).extracting(Problem::id).containsExactly(ID);
    }
    overwrite(variant, info, PatternBody.bytes(SEED, 0, size));
    assertThat(store.getLatest(ID).value()).hasSize(size);
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
  }

  /** "Whole-value reads verify the checksum before handing out the last byte". */
  private static void readAll(Vhs vhs, int size) throws IOException {
    long handedOut = 0;
    try (ValueStream stream = vhs.streams().open(ID)) {
      assertThat(stream.isVerified()).isTrue();
      while (stream.read() >= 0) {
        handedOut++;
      }
    } finally {
      assertThat(handedOut).as("bytes handed out of a corrupt value").isLessThan(size);
    }
  }

  /** "Dangling pointers (an object removed by hand) must not wedge an id". */
  @EachVariant
  void aDanglingPointerDoesNotWedgeAnId(Variant variant) {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    VersionInfo info = store.init(ID, "zero");
    backend(variant).objects().delete(info.location().orElseThrow(), CALL);
    DanglingPointer read = fails(DanglingPointer.class, ID, () -> store.getLatest(ID));
    assertThat(read.location()).isEqualTo(info.location());
    assertThat(read.version()).hasValue(0);
    fails(DanglingPointer.class, ID, () -> store.get(ID, 0));
    fails(DanglingPointer.class, ID, () -> store.update(ID, before -> before + "!"));
    fails(DanglingPointer.class, ID, () -> vhs.streams().open(ID));
    assertThat(store.info(ID)).isEqualTo(info);
    List<Problem> problems = new ArrayList<>();
    vhs.maintenance().verify(false, problems::add);
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.DANGLING);
    assertThat(store.putLatest(ID, "one").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  /** An object that is put back by hand is read again: reads keep no memory of its absence. */
  @EachVariant
  void aRepairedPointerIsReadAgain(Variant variant) throws IOException {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo info = store.init(ID, "zero");
    backend(variant).objects().delete(info.location().orElseThrow(), CALL);
    fails(DanglingPointer.class, ID, () -> store.getLatest(ID));
    overwrite(variant, info, utf8("zero"));
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
  }
}
