package dev.vhs.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNamesTest {
  private static final int KEYS = 20_000;

  @ParameterizedTest
  @CsvSource({
    "readme/0198, readme@0198",
    "README.md/0198, readme.md@0198^f3",
    "src%2FMain.java/0198, src%2f|main.java@0198^1",
    "%2F%2Fa/1, %2f|%2f|a@1",
    "caf%C3%A9/1, caf%c3%a9@1",
    "%2f/1, =252f@1",
    ".vhs/store.json, .vhs@store.json",
    "a%2F, a%2f|==",
    "con, =63on",
    "COM1.txt/x, =43om1.txt@x^6",
    "console, console",
    "x., x=2e",
    ".., .=2e",
    "a b+c, a=20b=2bc",
    "é, =c3=a9",
  })
  void keysHaveNamesThatPeopleCanRead(String key, String names) {
    assertThat(String.join("|", names(key))).isEqualTo(names);
  }

  @Test
  void aLongKeyGoesOnInFolders() {
    assertThat(names("x".repeat(500)))
        .containsExactly("x".repeat(190) + "=", "x".repeat(190) + "=", "x".repeat(120));
  }

  @Test
  void keysWithManySlashesLieInSoManyFolders() {
    List<String> names = names("a%2F".repeat(40) + "b");
    assertThat(names).hasSize(KeyNames.MAX_FOLDERS + 1);
    assertThat(names.get(KeyNames.MAX_FOLDERS)).isEqualTo("a%2f".repeat(24) + "b");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void namesAreLegalEverywhereDistinctAndTellTheirKeys(long seed) {
    Random random = new Random(seed);
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      String key = randomKey(random);
      List<String> names = names(key);
      StringBuilder told = new StringBuilder();
      for (int depth = 0; depth < names.size(); depth++) {
        String name = names.get(depth);
        assertLegal(name);
        KeyNames.Part part = KeyNames.part(name, depth);
        assertThat(part).as("%s in %s, seed %d", name, key, seed).isNotNull();
        assertThat(part.folder()).isEqualTo(depth < names.size() - 1);
        told.append(part.text());
      }
      assertThat(KeyNames.key(told.toString())).as("seed %d", seed).isEqualTo(key);
      String path = String.join("|", names).toLowerCase(Locale.ROOT);
      assertThat(seen.getOrDefault(path, key)).as("keys of %s, seed %d", path, seed).isEqualTo(key);
      seen.put(path, key);
    }
  }

  @Test
  void aFolderIsNeverInTheWayOfAFile() {
    Random random = new Random(4);
    Map<String, Boolean> folders = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      String path = "";
      List<String> names = names(randomKey(random));
      for (int depth = 0; depth < names.size(); depth++) {
        path += "|" + names.get(depth);
        boolean folder = depth < names.size() - 1;
        assertThat(folders.getOrDefault(path, folder)).as(path).isEqualTo(folder);
        folders.put(path, folder);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".DS_Store",
        "README",
        "a b",
        "a%2g",
        "a=zz",
        "a=61",
        "x^0",
        "x^",
        "x^f",
        "name.",
        "=",
        "a%2f^",
        "é",
        "x=meta",
        "a%2F",
        "b=2"
      })
  void namesThatSomebodyElseMadeAreNoKeys(String name) {
    assertThat(KeyNames.part(name, 0)).isNull();
  }

  @Test
  void aNameThatShouldHaveBeenSplitIsNoKey() {
    assertThat(KeyNames.part("a%2fb", 0)).isNull();
    assertThat(KeyNames.part("x".repeat(191), 0)).isNull();
    assertThat(KeyNames.part("x".repeat(189) + "=", 0)).isNull();
    assertThat(KeyNames.part("a%2fb", KeyNames.MAX_FOLDERS)).isNotNull();
  }

  private static void assertLegal(String name) {
    assertThat(name).matches("[a-z0-9._~@%=^-]{1,249}").doesNotEndWith(".");
    assertThat(name.split("\\.", -1)[0]).doesNotMatch("con|prn|aux|nul|com\\d|lpt\\d");
  }

  static List<String> names(String key) {
    List<KeyNames.Part> parts = KeyNames.split(KeyNames.raw(key));
    List<String> names = new ArrayList<>();
    for (int depth = 0; depth < parts.size(); depth++) {
      names.add(KeyNames.name(parts.get(depth), depth));
    }
    return names;
  }

  /** Returns a key of pieces that make trouble. */
  static String randomKey(Random random) {
    String[] pieces = {
      "a",
      "A",
      "b",
      "B",
      "%2F",
      "%2f",
      "%C3",
      "%",
      "/",
      ".",
      "..",
      "con",
      "NUL",
      "com1",
      "=",
      "^",
      "@",
      "~",
      "é",
      "€",
      "-",
      " ",
      "=2f",
      "^1",
      "x".repeat(60),
      "Xy".repeat(50),
      "%2F%2F",
      "=meta"
    };
    StringBuilder key = new StringBuilder();
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 5);
    for (int i = 0; i < count; i++) {
      key.append(pieces[random.nextInt(pieces.length)]);
    }
    return key.toString();
  }
}
