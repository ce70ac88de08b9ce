package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.internal.runtime.FlatJson;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Codecs, zstd frames, and the flat JSON of store objects. */
class EncodingPropertiesTest {
  private static final int LARGEST_DAMAGED = 1 << 20;

  /** A value with something of everything. */
  record Sample(String text, int number, List<String> texts, Map<String, Double> map) {}

  private final Codec<Sample> json = Codec.json(Sample.class);

  private static Row row() {
    Bytes value = Bytes.wrap(new byte[0]);
    return Row.builder("id", 3)
        .value(value)
        .writeId(new UUID(1, 2))
        .committedAt(Instant.EPOCH)
        .build();
  }

  @Property
  void jsonComesBack(
      @ForAll String text,
      @ForAll int number,
      @ForAll @Size(max = 5) List<String> texts,
      @ForAll @Size(max = 5) Map<String, Double> map) {
    if (!isText(text)
        || !texts.stream().allMatch(EncodingPropertiesTest::isText)
        || !map.keySet().stream().allMatch(EncodingPropertiesTest::isText)) {
      return;
    }
    Sample sample = new Sample(text, number, texts, map);
    assertThat(json.decode(json.encode(sample), json.contentType())).isEqualTo(sample);
  }

  @Property
  void textComesBackOrIsRefused(@ForAll String text) {
    try {
      assertThat(Codec.text().decode(Codec.text().encode(text), "text/plain")).isEqualTo(text);
    } catch (IllegalArgumentException e) {
      assertThat(isText(text)).as("%s", e).isFalse();
    }
  }

  @Property
  void bytesAreTakenForTextOnlyIfTheyAreText(@ForAll byte[] bytes) {
    try {
      String text = Codec.text().decode(bytes, "text/plain");
      assertThat(Codec.text().encode(text)).isEqualTo(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  @Property
  void framesComeBackWholeAndInStreams(
      @ForAll @Size(max = 3000) byte[] bytes, @ForAll @IntRange(min = 1, max = 100) int times)
      throws IOException {
    byte[] plain = repeat(bytes, times);
    assertThat(decode(Zstd.encode(plain, "id"))).isEqualTo(plain);
    try (InputStream encoding = Zstd.encode(new ByteArrayInputStream(plain), "id")) {
      assertThat(decode(encoding.readAllBytes())).isEqualTo(plain);
    }
  }

  /** A frame cut short is noticed, unless nothing of it was left to read. */
  @Property
  void aFrameCutShortIsCorrupt(
      @ForAll @Size(min = 1, max = 500) byte[] bytes, @ForAll @IntRange(min = 0, max = 400) int cut)
      throws IOException {
    byte[] encoded = Zstd.encode(bytes, "id");
    byte[] some = Arrays.copyOf(encoded, Math.max(1, encoded.length - 1 - cut % encoded.length));
    try {
      assertThat(decode(some)).hasSizeLessThan(bytes.length);
    } catch (CorruptValue e) {
      assertThat(e.id()).contains("id");
    }
  }

  /** Any bytes are a value or a corrupt one: nothing else is thrown. */
  @Property
  void damagedFramesAreCorruptOrGiveOtherBytes(
      @ForAll @Size(min = 1, max = 400) byte[] bytes,
      @ForAll @IntRange(min = 0, max = 4000) int bit,
      @ForAll boolean asFrame)
      throws IOException {
    byte[] stored = asFrame ? Zstd.encode(bytes, "id") : bytes.clone();
    int at = bit / 8 % stored.length;
    stored[at] ^= (byte) (1 << bit % 8);
    try {
      assertThat(decode(stored)).hasSizeLessThanOrEqualTo(LARGEST_DAMAGED);
    } catch (CorruptValue e) {
      assertThat(e.version()).hasValue(3);
    }
  }

  private static byte[] decode(byte[] encoded) throws IOException {
    try (InputStream plain = Zstd.decode(new ByteArrayInputStream(encoded), row())) {
      return plain.readNBytes(LARGEST_DAMAGED);
    }
  }

  private static byte[] repeat(byte[] bytes, int times) {
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  @Property
  void flatJsonIsReadOrRefused(@ForAll String text) {
    try {
      Map<String, String> members = FlatJson.read(text);
      assertThat(FlatJson.read(FlatJson.write(members))).isEqualTo(members);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
