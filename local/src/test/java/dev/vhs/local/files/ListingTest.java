package dev.vhs.local.files;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.local.Samples;
import dev.vhs.spi.ObjectPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
  private static final int QUESTIONS = 400;

  @TempDir Path dir;

  private Path objects;

  @BeforeEach
  void setUp() {
    objects = dir.resolve("objects");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pagesHoldTheKeysThatAreAskedForInOrder(long seed) throws IOException {
    Random random = new Random(seed);
    NavigableSet<String> keys = new TreeSet<>(BY_BYTES);
    for (int i = 0; i < 300; i++) {
      keys.add(KeyNamesTest.randomKey(random));
    }
    for (String key : keys) {
      make(key);
    }
    List<String> all = new ArrayList<>(keys);
    for (int question = 0; question < QUESTIONS; question++) {
      String prefix = random.nextBoolean() ? "" : beginning(all, random);
      String after = random.nextInt(3) == 0 ? "" : beginning(all, random);
      int limit = 1 + random.nextInt(20);
      int window = 1 + random.nextInt(30);
      List<String> expected =
          keys.stream()
              .filter(key -> KeyNames.raw(key).startsWith(KeyNames.raw(prefix)))
              .filter(key -> BY_BYTES.compare(key, after) > 0)
              .toList();
      ObjectPage page = Listing.of(objects, prefix, after, window).next(limit);
      assertThat(keys(page))
          .as("seed %d, prefix '%s', after '%s', limit %d", seed, prefix, after, limit)
          .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
      assertThat(page.last()).isEqualTo(expected.size() <= limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void aWalkGoesOnWhereItStopped(int limit) throws IOException {
    Random random = new Random(limit);
    NavigableSet<String> keys = new TreeSet<>(BY_BYTES);
    for (int i = 0; i < 200; i++) {
      keys.add(KeyNamesTest.randomKey(random));
    }
    for (String key : keys) {
      make(key);
    }
    List<String> found = new ArrayList<>();
    Listing listing = Listing.of(objects, "", "", 5);
    ObjectPage page;
    do {
      page = listing.next(limit);
      found.addAll(keys(page));
    } while (!page.last());
    assertThat(found).containsExactlyElementsOf(keys);
  }

  @Test
  void aWalkIsNotTakenUpWhereSomethingWasAddedMeanwhile() throws IOException {
    for (String key : List.of("a%2F1", "a%2F2", "a%2F3", "b%2F1")) {
      make(key);
    }
    Path inner = objects.resolve("a%2f");
    age(objects, inner);
    Listing listing = Listing.of(objects, "", "", 100);
    listing.next(1);
    assertThat(listing.continues("", "a%2F1")).isTrue();
    assertThat(listing.continues("", "a%2F2")).isFalse();
    assertThat(listing.continues("a", "a%2F1")).isFalse();
    make("a%2F10");
    assertThat(listing.continues("", "a%2F1")).isFalse();
    age(objects, inner);
    Listing another = Listing.of(objects, "", "a%2F1", 100);
    another.next(1);
    assertThat(another.continues("", "a%2F10")).isTrue();
    make("aa%2F1");
    assertThat(another.continues("", "a%2F10")).isFalse();
  }

  @Test
  void aWalkIsNotTakenUpInAFolderThatChangedJustBefore() throws IOException {
    make("1");
    make("2");
    Listing listing = Listing.of(objects, "", "", 100);
    listing.next(1);
    assertThat(listing.continues("", "1")).isFalse();
  }

  @Test
  void whatIsStoredBetweenTwoPagesIsFound() throws IOException {
    try (FileObjectStore store = FileObjectStore.open(dir)) {
      for (String key : List.of("a", "c", "d")) {
        store.put(Samples.upload(key, new byte[1]), CALL);
      }
      age(objects);
      assertThat(keys(store.list("", "", 1, CALL))).containsExactly("a");
      store.put(Samples.upload("b", new byte[1]), CALL);
      assertThat(keys(store.list("", "a", 9, CALL))).containsExactly("b", "c", "d");
      age(objects);
      assertThat(keys(store.list("", "", 2, CALL))).containsExactly("a", "b");
      store.delete(new Location("", "c"), CALL);
      assertThat(keys(store.list("", "b", 9, CALL))).containsExactly("d");
    }
  }

  @Test
  void onlyObjectsAreListed() throws IOException {
    make("object");
    Files.writeString(objects.resolve("README"), "somebody's note");
    Files.writeString(objects.resolve("object=meta"), "{}");
    Files.createDirectories(objects.resolve("folder"));
    Files.createDirectories(objects.resolve("empty%2f"));
    Files.writeString(objects.resolve("file%2f"), "a file named as a folder");
    assertThat(keys(Listing.of(objects, "", "").next(9))).containsExactly("object");
  }

  @Test
  void manyFilesAreListedInBoundedWindows() throws IOException {
    int count = 1000;
    for (int i = 0; i < count; i++) {
      make(String.format(Locale.ROOT, "%05d", i * 7919 % count));
    }
    List<String> found = new ArrayList<>();
    Listing listing = Listing.of(objects, "", "", 64);
    ObjectPage page;
    do {
      page = listing.next(100);
      found.addAll(keys(page));
    } while (!page.last());
    assertThat(found).hasSize(count).isSorted();
  }

  private void make(String key) throws IOException {
    Path file = objects;
    for (String name : KeyNamesTest.names(key)) {
      file = file.resolve(name);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
  }

  /** Sets the times of folders back, as if they had not been changed lately. */
  private static void age(Path... folders) throws IOException {
    for (Path folder : folders) {
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(60)));
    }
  }

  private static String beginning(List<String> keys, Random random) {
    String key = keys.get(random.nextInt(keys.size()));
    String cut = key.substring(0, random.nextInt(key.length() + 1));
    return random.nextInt(4) == 0 ? cut + "b" : cut;
  }

  private static List<String> keys(ObjectPage page) {
    return page.objects().stream().map(facts -> facts.location().key()).toList();
  }
}
