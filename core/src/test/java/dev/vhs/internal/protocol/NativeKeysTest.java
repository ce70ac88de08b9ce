package dev.vhs.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.spi.Upload;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeKeysTest {
  private static final UUID WRITE = UUID.fromString("01930000-0000-7000-8000-000000000000");

  private final ObjectKeys keys = new NativeKeys("bucket", "some/prefix");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "..",
        ".",
        ".vhs",
        "%2F",
        "a%2Fb",
        "trailing. ",
        "~x",
        "😀",
        "é",
        "e\u0301",
        "A",
        "x.json",
        "-_."
      })
  void anIdIsOneSegmentThatTellsTheId(String id) {
    String key = keys.of(id, 0, WRITE);
    ObjectKeys.Parts parts = Objects.requireNonNull(keys.parse(key));

    assertThat(parts.id()).isEqualTo(id);
    assertThat(parts.writeId()).isEqualTo(WRITE);
    assertThat(NativeKeys.segment(id)).doesNotStartWith(".").doesNotContain("/").matches("[!-~]+");
    assertThat(keys.owns(id, new Location("bucket", key))).isTrue();
    assertThat(keys.owns(id, new Location("other", key))).isFalse();
    assertThat(keys.owns(id + "x", new Location("bucket", key))).isFalse();
  }

  @Test
  void randomIdsRoundTripAndNeverShareASegment() {
    long seed = Long.getLong("vhs.seed", 20_261_123L);
    Random random = new Random(seed);
    Set<String> ids = new HashSet<>();
    Set<String> segments = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String id = randomId(random);
      if (ids.add(id)) {
        assertThat(segments.add(NativeKeys.segment(id))).as("seed %s, id %s", seed, id).isTrue();
        ObjectKeys.Parts parts = Objects.requireNonNull(keys.parse(keys.of(id, 0, WRITE)));
        String found = keys.idOf(parts, keys.userMetadata(id, WRITE));
        assertThat(found).as("seed %s", seed).isEqualTo(id);
      }
    }
  }

  private static String randomId(Random random) {
    String alphabet = "aAbB01._-~%/ \\éß😀中\u0301";
    int[] points = alphabet.codePoints().toArray();
    StringBuilder id = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 250 : 6);
    for (int i = 0; i < length; i++) {
      id.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return id.toString();
  }

  @Test
  void aLongIdIsHashedAndItsMetadataTellIt() {
    String id = "é".repeat(500);
    String key = keys.of(id, 0, WRITE);
    ObjectKeys.Parts parts = Objects.requireNonNull(keys.parse(key));

    assertThat(key.length()).isLessThan(1024);
    assertThat(parts.segment()).startsWith("~").hasSize(65);
    assertThat(parts.id()).isNull();
    assertThat(keys.idOf(parts, keys.userMetadata(id, WRITE))).isEqualTo(id);
    assertThat(keys.idOf(parts, keys.userMetadata("another", WRITE))).isNull();
    assertThat(keys.idOf(parts, Map.of())).isNull();
    assertThat(keys.idOf(parts, Map.of(Upload.ID_METADATA, "*"))).isNull();
  }

  @Test
  void keysOfAnyOtherShapeAreNotOurs() {
    String write = WRITE.toString();
    for (String key :
        List.of(
            "some/prefix/.vhs/store.json",
            "some/prefix/.vhs/" + write,
            "some/prefix/a/0/" + write + ".json",
            "some/prefix/a/" + write + ".json",
            "some/prefix/a/b/" + write,
            "some/prefix/%2e/" + write,
            "some/prefix/%61/" + write,
            "some/prefix/%C3/" + write,
            "some/prefix/%/" + write,
            "some/prefix//" + write,
            "some/prefix/~abc/" + write,
            "some/prefix/a/" + write.toUpperCase(Locale.ROOT).replace('0', 'A'),
            "some/prefix/a/1-2-3-4-5",
            "other/a/" + write,
            write)) {
      assertThat(keys.parse(key)).as(key).isNull();
    }
  }
}
