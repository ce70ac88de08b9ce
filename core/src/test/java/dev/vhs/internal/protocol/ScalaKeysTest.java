package dev.vhs.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidId;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.Variant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Scala client's treatment of keys, as seen by running it (storage_2.12:32.43.5). */
class ScalaKeysTest {
  private static final UUID WRITE = UUID.fromString("01930000-0000-7000-8000-000000000000");
  private static final String NAME = "/" + WRITE + ".json";

  private final ScalaKeys keys = new ScalaKeys("bucket", "some/prefix");
  private final ScalaFormat format = format("some/prefix", false);

  private static ScalaFormat format(String prefix, boolean compress) {
    return new ScalaFormat(
        Rules.SOUND, Variant.MULTI, new ScalaKeys("bucket", prefix), "aws:table", compress);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a..b", ".a", "x y", "é", "a%2Fb", "~x", "a\\b", "7", "7/8"})
  void anIdStandsInItsKeyAsItIs(String id) {
    String key = keys.of(id, 7, WRITE);
    ObjectKeys.Parts parts = Objects.requireNonNull(keys.parse(key));

    assertThat(key).isEqualTo("some/prefix/" + id + "/7" + NAME);
    assertThat(parts.id()).isEqualTo(id);
    assertThat(parts.writeId()).isEqualTo(WRITE);
    assertThat(keys.owns(id, new Location("bucket", key))).isTrue();
    assertThat(keys.owns(id, new Location("other", key))).isFalse();
    assertThat(keys.owns(id + "x", new Location("bucket", key))).isFalse();
    assertThatCode(() -> format.checkId(id)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"a//b, a/b", "/a, a", "a/, a", "//a///b//, a/b"})
  void partsOfAnIdAreJoinedAsPartsOfAPath(String id, String path) {
    assertThat(keys.of(id, 0, WRITE)).isEqualTo("some/prefix/" + path + "/0" + NAME);
    assertThat(keys.owns(id, new Location("bucket", keys.of(id, 0, WRITE)))).isTrue();
    assertThatCode(() -> format.checkId(id)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/./b", "a/../b", "../a", "a/.."})
  void whatTheScalaClientForbidsIsRefusedWithTheRule(String id) {
    assertThatThrownBy(() -> format.checkId(id))
        .isInstanceOf(InvalidId.class)
        .hasMessageContaining("forbids keys with the parts '.' and '..'")
        .hasMessageContaining("'" + id + "'");
  }

  @Test
  void whatIsUnsafeForKeysIsRefused() {
    assertThatThrownBy(() -> format.checkId("//")).hasMessageContaining("no path");
    assertThatThrownBy(() -> format.checkId(".vhs/x"))
        .hasMessageContaining("reserved for the store");
    String longest = "x".repeat(1024 - "some/prefix/".length() - ScalaKeys.MAX_BYTES_AFTER_ID);
    assertThatCode(() -> format.checkId(longest)).doesNotThrowAnyException();
    assertThat(keys.of(longest, ScalaKeys.MAX_VERSION, WRITE)).hasSize(1024);
    assertThatThrownBy(() -> format.checkId(longest + "x"))
        .isInstanceOf(InvalidId.class)
        .hasMessageContaining("971 bytes");
  }

  @Test
  void versionsAreThoseOfAnInt() {
    assertThatCode(() -> format.checkVersion("a", Integer.MAX_VALUE)).doesNotThrowAnyException();
    assertThatThrownBy(() -> format.checkVersion("a", 1L + Integer.MAX_VALUE))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("up to 2147483647");
  }

  @Test
  void aStoreThatTheScalaClientCouldNotReadIsNotWritten() {
    assertThatCode(() -> format.checkOpening()).doesNotThrowAnyException();
    assertThatCode(() -> format("", false).checkOpening()).doesNotThrowAnyException();
    assertThatThrownBy(() -> format("", true).checkOpening())
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("compress");
    assertThatThrownBy(() -> format("a/../b", false).checkOpening()).hasMessageContaining("'..'");
    assertThatThrownBy(() -> format("a//b", false).checkOpening()).hasMessageContaining("a//b");
  }

  @Test
  void keysOfAnyOtherShapeAreNotOurs() {
    for (String key :
        List.of(
            "some/prefix/.vhs/store.json",
            "some/prefix/.vhs/0" + NAME,
            "some/prefix/a/" + WRITE,
            "some/prefix/a" + NAME,
            "some/prefix/0" + NAME,
            "some/prefix//0" + NAME,
            "some/prefix/a//b/0" + NAME,
            "some/prefix/a/../b/0" + NAME,
            "some/prefix/./0" + NAME,
            "some/prefix/a/00" + NAME,
            "some/prefix/a/-1" + NAME,
            "some/prefix/a/2147483648" + NAME,
            "some/prefix/a/x" + NAME,
            "some/prefix/a/0/" + WRITE + ".txt",
            "some/prefix/a/0/1-2-3-4-5.json",
            "other/a/0" + NAME)) {
      assertThat(keys.parse(key)).as(key).isNull();
    }
  }

  @Test
  void withoutAPrefixKeysBeginWithTheId() {
    ScalaKeys bare = new ScalaKeys("bucket", "");
    assertThat(bare.of("a/b", 0, WRITE)).isEqualTo("a/b/0" + NAME);
    assertThat(Objects.requireNonNull(bare.parse("a/b/0" + NAME)).id()).isEqualTo("a/b");
    assertThat(bare.parse("0" + NAME)).isNull();
    assertThat(bare.parse(".vhs/a/0" + NAME)).isNull();
  }
}
