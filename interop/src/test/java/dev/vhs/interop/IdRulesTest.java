package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.InvalidId;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client refuses, in a table that both share, the ids that the Scala client can't write. */
class IdRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/./b", "a/../b", "./a", "a/.."})
  void relativePartsAreForbidden(String id) {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      assertThatThrownBy(() -> scala.init(id, "value"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot contain '.' or '..' entries");
      assertThatThrownBy(() -> ours.init(id, "value"))
          .isInstanceOf(InvalidId.class)
          .hasMessageContaining("the Scala client forbids keys with the parts '.' and '..'");
      assertThat(shared.keys()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b", "/a", "a/", "a//b", ".a", "a..", "...", " ", "a%2Fb", "é", "e\u0301", "💚"})
  void whatItTakesIsTaken(String id) {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      scala.init(id, "theirs");
      ours.putLatest(id, "ours");
      assertThat(ours.get(id, 0).value()).isEqualTo("theirs");
      assertThat(scala.get(id, 1)).isEqualTo("ours");
      String uuid = "[^/]+";
      assertThat(Items.key(shared.items(id).get(1)).replaceFirst("/1/" + uuid, ""))
          .isEqualTo(Items.key(shared.items(id).get(0)).replaceFirst("/0/" + uuid, ""));
    }
  }

  @Test
  void idsWhoseKeysShareAFolderStayApart() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      ours.init("a/b", "ours");
      scala.init("a//b", "theirs");
      ours.init("a/b/", "ours too");
      assertThat(scala.getLatest("a/b")).isEqualTo("ours");
      assertThat(ours.getLatest("a//b").value()).isEqualTo("theirs");
      assertThat(scala.getLatest("a/b/")).isEqualTo("ours too");
    }
  }

  @Test
  void keysThatAreTooLongForS3AreForbidden() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      int most = 1024 - (SharedStore.PREFIX + "/").length() - "/2147483647/.json".length() - 36;
      ours.init("k".repeat(most), "value");
      assertThat(shared.scalaTexts().getLatest("k".repeat(most))).isEqualTo("value");
      assertThatThrownBy(() -> ours.init("k".repeat(most + 1), "value"))
          .isInstanceOf(InvalidId.class)
          .hasMessageContaining("in a key of S3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void versionsAboveItsNumbersAreForbidden(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      ours.put("a", Integer.MAX_VALUE, "last");
      assertThat(shared.scalaTexts().getLatest("a")).isEqualTo("last");
      assertThatThrownBy(() -> ours.putLatest("a", "one more"))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("reads versions up to 2147483647");
      assertThat(shared.scalaTexts().getLatest("a")).isEqualTo("last");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVersionBelowZeroIsReportedAsDamage(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().put("a", -1, "below");
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThatThrownBy(() -> ours.getLatest("a"))
          .isInstanceOf(CorruptValue.class)
          .hasMessageContaining("version -1 of 'a' is negative");
      assertThatThrownBy(() -> ours.putLatest("a", "above")).isInstanceOf(CorruptValue.class);
    }
  }
}
