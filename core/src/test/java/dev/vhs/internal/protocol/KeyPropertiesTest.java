package dev.vhs.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.InvalidId;
import dev.vhs.Location;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Ids, and the keys that stand for them. */
class KeyPropertiesTest {
  private static final int MAX_KEY_BYTES = 1024;
  private static final String PREFIX = "some/prefix";

  private final ObjectKeys keys = new NativeKeys("bucket", PREFIX);
  private final ObjectKeys scala = new ScalaKeys("bucket", PREFIX);

  /** Ids of all kinds: of any characters, of those that mean something in keys, and long ones. */
  @Provide
  static Arbitrary<String> ids() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(40);
    Arbitrary<String> telling =
        Arbitraries.strings().withChars("aA./%~-_2fF \u0301é😀").ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> named =
        Arbitraries.of(".", "..", ".vhs", ".vhs/store.json", "%2F", "~", "a/b", "a//b", "a/", "/");
    Arbitrary<String> longOnes =
        Arbitraries.strings()
            .withCharRange('a', 'c')
            .withChars('/')
            .ofMinLength(480)
            .ofMaxLength(1024);
    return Arbitraries.oneOf(List.of(any, telling, named, longOnes)).filter(Ids::isId);
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.strings().all().ofMaxLength(30),
            Arbitraries.strings().withChars("aF./%~-_2f0").ofMaxLength(60),
            ids().map(id -> PREFIX + "/" + id + "/" + new UUID(7, 7))));
  }

  @Property
  void anIdComesBackFromItsKeyUnlessAHashStandsForIt(@ForAll("ids") String id) {
    UUID write = new UUID(1, id.hashCode());
    String key = keys.of(id, 0, write);
    ObjectKeys.Parts parts = keys.parse(key);
    assertThat(parts).isNotNull();
    assertThat(parts.writeId()).isEqualTo(write);
    assertThat(parts.id()).isIn(id, null);
    assertThat(keys.idOf(parts, keys.userMetadata(id, write))).isEqualTo(id);
    assertThat(keys.owns(id, new Location("bucket", key))).isTrue();
  }

  @Property
  void aKeyIsOneSegmentUnderThePrefixOfPlainCharacters(@ForAll("ids") String id) {
    String key = keys.of(id, 0, new UUID(1, 2));
    assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_KEY_BYTES);
    assertThat(key).startsWith(PREFIX + "/").matches("[A-Za-z0-9_.%~/-]+");
    assertThat(key.substring(PREFIX.length() + 1).split("/", -1)).hasSize(2);
    assertThat(key.substring(PREFIX.length() + 1)).doesNotStartWith(".");
    assertThat(keys.isStoresOwn(key)).isFalse();
  }

  @Property
  void differentIdsHaveDifferentKeys(@ForAll("ids") String one, @ForAll("ids") String other) {
    UUID write = new UUID(1, 2);
    assertThat(keys.of(one, 0, write).equals(keys.of(other, 0, write)))
        .isEqualTo(one.equals(other));
    assertThat(keys.owns(other, keys.location(keys.of(one, 0, write))))
        .isEqualTo(one.equals(other));
  }

  /** The sweep takes exactly the keys that the store would make for keys of the store. */
  @Property
  void onlyKeysOfExactlyItsShapeAreTheStores(@ForAll("texts") String key) {
    ObjectKeys.Parts parts = keys.parse(key);
    if (parts != null && parts.id() != null) {
      assertThat(keys.of(parts.id(), 0, parts.writeId())).isEqualTo(key);
    }
    ObjectKeys.Parts shared = scala.parse(key);
    if (shared != null) {
      assertThat(key).startsWith(PREFIX + "/").endsWith(shared.writeId() + ".json");
      assertThat(scala.isStoresOwn(key)).isFalse();
    }
  }

  @Property
  void aTextIsAnIdOrRefusedAsOne(@ForAll String text) {
    try {
      assertThat(Ids.check(text)).isEqualTo(text);
      assertThat(text).isNotEmpty();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(bytes).hasSizeLessThanOrEqualTo(MAX_KEY_BYTES);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
    } catch (InvalidId e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
