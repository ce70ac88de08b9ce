package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of keys and of listing them. */
abstract class ObjectKeyLaws extends ObjectLaws {
  private static final String UUID = "01900000-0000-7000-8000-00000000000";

  /**
   * Keys of the shapes that the engine makes, in order of their bytes: escaped id, slash, write id.
   */
  private static final List<String> KEYS =
      Stream.of(
              "%2E/" + UUID + "0",
              "%2E%2E/" + UUID + "0",
              "%2Evhs/" + UUID + "0",
              "%E2%84%AB/" + UUID + "0",
              "%F0%9F%98%80/" + UUID + "0",
              "-/" + UUID + "0",
              ".vhs/store.json",
              "A/" + UUID + "0",
              "AB/" + UUID + "0",
              "CON/" + UUID + "0",
              "_/" + UUID + "0",
              "a%20/" + UUID + "0",
              "a%252F/" + UUID + "0",
              "a%2F/" + UUID + "0",
              "a%2Fb/" + UUID + "0",
              "a%2f/" + UUID + "0",
              "a.../" + UUID + "0",
              "a./" + UUID + "0",
              "a.b",
              "a/" + UUID + "0",
              "a/" + UUID + "1",
              "aB/" + UUID + "0",
              "ab/" + UUID + "0",
              "nul.txt/" + UUID + "0",
              "x".repeat(512) + "/" + UUID + "0",
              "~" + "0123456789abcdef".repeat(4) + "/" + UUID + "0")
          .sorted()
          .toList();

  ObjectKeyLaws(ObjectStoreContract contract) {
    super(contract);
  }

  /**
   * "Any key … that the engine makes must be taken (segments of percent-escaped ASCII, divided by
   * /, none empty, . or ..), and keys that differ must name different objects".
   */
  @Test
  void keysOfEveryShapeAreApart() throws IOException {
    ObjectStore store = open();
    for (String key : KEYS) {
      assertThat(stat(store, key)).as("'%s' before it is stored", key).isNull();
      put(store, key, "the object of " + key);
    }
    for (String key : KEYS) {
      assertThat(text(store, key)).isEqualTo("the object of " + key);
    }
    assertThat(keys(store, "", 1000)).isEqualTo(KEYS);
    for (String key : KEYS) {
      store.delete(at(store, key), CALL);
      assertThat(stat(store, key)).isNull();
    }
    assertThat(keys(store, "", 1000)).isEmpty();
  }

  /** "Any key of up to 1,024 UTF-8 bytes": in one long segment and in many short ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 100, 255, 256, 512})
  void keysOfEveryLengthAreTaken(int segment) throws IOException {
    ObjectStore store = open();
    String piece = "k".repeat(segment) + "/";
    String key = piece.repeat(1024 / piece.length() + 1).substring(0, 1024);
    key = key.endsWith("/") ? key.substring(0, 1023) + "k" : key;
    String sibling = key.substring(0, 1023) + "z";
    put(store, key, "one");
    put(store, sibling, "two");
    assertThat(text(store, key)).isEqualTo("one");
    assertThat(text(store, sibling)).isEqualTo("two");
    assertThat(keys(store, "", 10)).containsExactly(key, sibling);
    assertThat(keys(store, key.substring(0, 1000), 10)).containsExactly(key, sibling);
  }

  /** "those that differ in case only among them". */
  @Test
  void keysThatDifferInCaseAreApart() throws IOException {
    ObjectStore store = open();
    List<String> keys = List.of("CASE/A/K", "Case/a/k", "case/A/k", "case/a/K", "case/a/k");
    for (String key : keys) {
      put(store, key, key);
    }
    for (String key : keys) {
      assertThat(text(store, key)).isEqualTo(key);
    }
    assertThat(keys(store, "", 2)).isEqualTo(keys);
    assertThat(keys(store, "case/a/", 2)).containsExactly("case/a/K", "case/a/k");
    store.delete(at(store, "case/A/k"), CALL);
    assertThat(keys(store, "", 10)).doesNotContain("case/A/k").hasSize(4);
  }

  /** "objects whose keys begin with a prefix": which need not end at a slash. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/",
        "a.",
        "a%",
        "a%2",
        "a%2F/",
        "A",
        ".",
        ".vhs/",
        "%",
        "_",
        "~",
        "x",
        "q",
        "a/" + UUID,
        "a/" + UUID + "1",
        "a/" + UUID + "1/",
        "zz"
      })
  void listingsAreByPrefix(String prefix) throws IOException {
    ObjectStore store = open();
    for (String key : KEYS) {
      put(store, key, "text");
    }
    List<String> expected = new ArrayList<>(KEYS);
    expected.removeIf(key -> !key.startsWith(prefix));
    for (int limit : new int[] {1, 2, 3, 1000}) {
      assertThat(keys(store, prefix, limit)).isEqualTo(expected);
    }
  }

  /** "after the key after which to begin, itself not included": it need not be there. */
  @Test
  void listingsBeginAfterAnyKey() throws IOException {
    ObjectStore store = open();
    for (String key : List.of("a/1", "a/3", "a/3/4", "a/5", "b/1")) {
      put(store, key, "text");
    }
    assertThat(after(store, "a/", "a/1")).containsExactly("a/3", "a/3/4", "a/5");
    assertThat(after(store, "a/", "a/2")).containsExactly("a/3", "a/3/4", "a/5");
    assertThat(after(store, "a/", "a/3")).containsExactly("a/3/4", "a/5");
    assertThat(after(store, "a/", "a/5")).isEmpty();
    assertThat(after(store, "a/", "a/9")).isEmpty();
    assertThat(after(store, "a/", "b")).isEmpty();
    assertThat(after(store, "a/", "Z")).hasSize(4);
    assertThat(after(store, "", "a/4")).containsExactly("a/5", "b/1");
    assertThat(after(store, "", "zzz")).isEmpty();
  }

  private static List<String> after(ObjectStore store, String prefix, String after) {
    ObjectPage page = store.list(prefix, after, 100, CALL);
    assertThat(page.last()).isTrue();
    return page.objects().stream().map(object -> object.location().key()).toList();
  }

  /** "whether no object follows". */
  @Test
  void theLastPageIsMarked() throws IOException {
    ObjectStore store = open();
    for (String key : List.of("a/1", "a/2", "a/3", "b/1")) {
      put(store, key, "text");
    }
    assertThat(store.list("a/", "", 2, CALL).last()).isFalse();
    assertThat(store.list("a/", "", 3, CALL).last()).as("exactly as many as asked for").isTrue();
    assertThat(store.list("a/", "a/1", 2, CALL).last()).isTrue();
    assertThat(store.list("a/", "a/1", 1, CALL).last()).isFalse();
    assertThat(store.list("c/", "", 1, CALL).last()).isTrue();
  }

  /** "in rising order of their keys' UTF-8 bytes", over as many pages as it takes. */
  @ParameterizedTest
  @ValueSource(ints = {7, 100, 1000, 100_000})
  void longListingsAreInOrder(int limit) throws IOException {
    ObjectStore store = open();
    List<String> expected = new ArrayList<>();
    int count = contract.manyObjects();
    for (int i = 0; i < count; i++) {
      String key = "p/" + Integer.toHexString(i * 7919) + "/" + i;
      expected.add(key);
      put(store, key, "");
    }
    expected.sort(null);
    assertThat(keys(store, "p/", limit)).isEqualTo(expected);
  }

  /**
   * "the object's length in bytes, as stored": sizes and locations in a listing are those of the
   * objects.
   */
  @Test
  void listingsSayWhatIsThere() throws IOException {
    ObjectStore store = open();
    put(store, "a/1", "12345");
    put(store, "a/2", "");
    List<ObjectInfo> listed = store.list("a/", "", 10, CALL).objects();
    assertThat(listed).extracting(ObjectInfo::size).containsExactly(5L, 0L);
    assertThat(listed)
        .extracting(ObjectInfo::location)
        .containsExactly(at(store, "a/1"), at(store, "a/2"));
    assertThat(text(store, listed.get(0).location().key())).isEqualTo("12345");
  }

  /** "Every object that is there during the whole listing must be listed", once. */
  @Test
  void objectsThatStayAreListedWhileOthersComeAndGo() throws IOException {
    ObjectStore store = open();
    List<String> staying = new ArrayList<>();
    for (int i = 10; i < 50; i++) {
      staying.add("p/" + i);
      put(store, "p/" + i, "");
    }
    List<String> listed = new ArrayList<>();
    String after = "";
    boolean last = false;
    for (int round = 10; !last; round++) {
      ObjectPage page = store.list("p/", after, 3, CALL);
      page.objects().forEach(object -> listed.add(object.location().key()));
      last = page.last();
      after = listed.get(listed.size() - 1);
      put(store, "p/" + round + "x", "");
      store.delete(at(store, "p/" + (round - 2) + "x"), CALL);
      store.delete(at(store, after + "x"), CALL);
    }
    listed.removeIf(key -> key.endsWith("x"));
    assertThat(listed).isEqualTo(staying);
  }
}
