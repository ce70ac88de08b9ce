package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectStream;
import dev.vhs.testkit.contract.EachVariant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** "decompression bombs and absurd sizes in pointers are refused". */
abstract class EngineLimitLaws extends EngineLaws {
  private static final int SIZE = 200_000;
  private static final int EXPANDED = 64 << 20;

  EngineLimitLaws(EngineContract contract) {
    super(contract);
  }

  /** An object of another size than its pointer says is refused. */
  @EachVariant
  void anObjectOfAnotherSizeIsNotRead(Variant variant) throws IOException {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    VersionInfo info = store.init(ID, new byte[10]);
    overwrite(variant, info, new byte[8 << 20]);
    fails(CorruptValue.class, ID, () -> store.getLatest(ID));
    fails(CorruptValue.class, ID, () -> vhs.streams().open(ID));
    fails(CorruptValue.class, ID, () -> vhs.streams().open(ID, 0));
    List<Problem> problems = new ArrayList<>();
    vhs.maintenance().verify(false, problems::add);
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.WRONG_SIZE);
  }

  /** A frame that expands beyond the size that was written is given up there. */
  @EachVariant
  void aBombIsRefused(Variant variant) throws IOException {
    Vhs vhs = open(builder(freshBackend(variant)).inlineItemBytes(0).compress(true));
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    VersionInfo info = store.init(ID, compressible());
    assertThat(info.encoding()).contains("zstd");
    overwrite(variant, info, bomb((int) info.storedSize()));
    fails(CorruptValue.class, ID, () -> store.getLatest(ID));
    fails(CorruptValue.class, ID, () -> store.update(ID, before -> before));
    fails(CorruptValue.class, ID, () -> drain(vhs.streams().open(ID)));
    List<Problem> problems = new ArrayList<>();
    assertThat(vhs.maintenance().verify(true, problems::add).bytes()).isLessThan(EXPANDED / 8);
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.CORRUPT);
    try (ValueStream range = vhs.streams().openRange(ID, 0, 100, Long.MAX_VALUE)) {
      assertThat(drain(range)).as("bytes of a range").isLessThanOrEqualTo(SIZE - 100);
    }
  }

  /** Returns bytes that are half noise and half nothing. */
  private static byte[] compressible() {
    byte[] bytes = new byte[SIZE];
    byte[] noise = new byte[SIZE / 2];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 0, bytes, 0, noise.length);
    return bytes;
  }

  /** Returns bytes of a length that decode to many more; the rest is a frame that decoders skip. */
  private byte[] bomb(int length) throws IOException {
    byte[] frame = encoded(new byte[EXPANDED]);
    byte[] padded = Arrays.copyOf(frame, length);
    ByteBuffer.wrap(padded, frame.length, 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184D2A50)
        .putInt(length - frame.length - 8);
    return padded;
  }

  /** Returns a value as a store keeps it. */
  private byte[] encoded(byte[] value) throws IOException {
    Backend scratch = MemoryBackend.create(Variant.MULTI);
    VersionInfo info =
        open(builder(scratch).inlineItemBytes(0).compress(true))
            .store(Codec.bytes())
            .init("scratch", value);
    Location location = info.location().orElseThrow();
    try (ObjectStream stored =
        Objects.requireNonNull(scratch.objects().open(location, ByteRange.ALL, CALL))) {
      return stored.stream().readAllBytes();
    }
  }

  private static long drain(InputStream stream) throws IOException {
    try (stream) {
      return stream.transferTo(OutputStream.nullOutputStream());
    }
  }
}
