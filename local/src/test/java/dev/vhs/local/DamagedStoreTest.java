package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.NoVersionExists;
import dev.vhs.Problem;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage to a file of a store by a disk or a person: each read gives the value that was written or
 * a documented error, and {@code verify} tells. {@code -Dvhs.seed=N} repeats the damage.
 */
class DamagedStoreTest {
  private static final long SEED = Long.getLong("vhs.seed", new Random().nextInt(1 << 30));
  private static final int IDS = 6;
  private static final int VERSIONS = 4;
  private static final int LARGE = 9_000;

  @TempDir Path dir;

  private final Map<String, List<String>> written = new HashMap<>();
  private Path folder;

  @BeforeEach
  void fill() {
    folder = dir.resolve("store");
    try (Vhs vhs = open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      for (int id = 0; id < IDS; id++) {
        List<String> values = new ArrayList<>();
        for (int version = 0; version < VERSIONS; version++) {
          String value = "id" + id + "v" + version + ".".repeat(version % 2 == 0 ? LARGE : 40);
          store.putLatest("id" + id, value);
          values.add(value);
        }
        written.put("id" + id, values);
      }
    }
  }

  private Vhs open() {
    return Vhs.open("file:" + folder);
  }

  private static Random random(RepetitionInfo repetition) {
    System.out.printf(
        "damage of seed %d, repetition %d%n", SEED, repetition.getCurrentRepetition());
    return new Random(SEED + repetition.getCurrentRepetition());
  }

  @RepeatedTest(12)
  void aBitOfAnObjectIsFlipped(RepetitionInfo repetition) throws IOException {
    Random random = random(repetition);
    List<Path> objects = objects();
    assertThat(objects).hasSize(IDS * VERSIONS / 2);
    flip(objects.get(random.nextInt(objects.size())), random);
    Set<String> failed = readAll();
    assertThat(failed).hasSize(1);
    assertThat(verify(Problem.Kind.CORRUPT)).isEqualTo(failed);
  }

  @RepeatedTest(4)
  void anObjectIsCutShort(RepetitionInfo repetition) throws IOException {
    Random random = random(repetition);
    List<Path> objects = objects();
    Path object = objects.get(random.nextInt(objects.size()));
    try (FileChannel channel = FileChannel.open(object, StandardOpenOption.WRITE)) {
      channel.truncate(random.nextLong(channel.size()));
    }
    Set<String> failed = readAll();
    assertThat(failed).hasSize(1);
    assertThat(verify(Problem.Kind.WRONG_SIZE)).isEqualTo(failed);
  }

  @RepeatedTest(4)
  void anObjectIsRemoved(RepetitionInfo repetition) throws IOException {
    List<Path> objects = objects();
    Files.delete(objects.get(random(repetition).nextInt(objects.size())));
    Set<String> failed = readAll();
    assertThat(failed).hasSize(1);
    assertThat(verify(Problem.Kind.DANGLING)).isEqualTo(failed);
  }

  /** Repeats the damage by which one bit led from one id to the row of another. */
  @Test
  void aRowOfAnotherIdIsNotHandedOut() throws IOException {
    flip(folder.resolve("index.db"), new Random(538_371_690L + 18));
    assertThat(readAll()).as("what can't be read, and is not another id's").isNotEmpty();
  }

  /** Flips any bit of the index. */
  @RepeatedTest(30)
  void aBitOfTheIndexIsFlipped(RepetitionInfo repetition) throws IOException {
    flip(folder.resolve("index.db"), random(repetition));
    readAll();
  }

  @RepeatedTest(12)
  void theIndexIsCutShort(RepetitionInfo repetition) throws IOException {
    try (FileChannel channel =
        FileChannel.open(folder.resolve("index.db"), StandardOpenOption.WRITE)) {
      channel.truncate(1 + random(repetition).nextLong(channel.size() - 1));
    }
    assertThat(readAll()).isNotEmpty();
  }

  /**
   * Reads every version, each of which is as it was written or gives a documented error, and
   * returns the versions that were not read.
   */
  private Set<String> readAll() {
    Set<String> failed = new HashSet<>();
    try (Vhs vhs = open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      written.forEach(
          (id, values) -> {
            for (int version = 0; version < values.size(); version++) {
              if (!isRead(store, id, version)) {
                failed.add(id + " " + version);
              }
            }
            isRead(() -> store.getLatest(id).value(), values);
            isRead(() -> history(store, id), List.of(""));
          });
    } catch (StoreMismatch | StoreUnavailable e) {
      failed.add(String.valueOf(e.getMessage()));
    }
    return failed;
  }

  private static String history(VersionedStore<String> store, String id) {
    try (Stream<VersionInfo> history = store.history(id)) {
      history.forEach(info -> assertThat(info.id()).isNotNull());
    }
    return "";
  }

  private boolean isRead(VersionedStore<String> store, String id, int version) {
    return isRead(() -> store.get(id, version).value(), written.get(id));
  }

  private static boolean isRead(Supplier<String> read, List<String> legal) {
    try {
      assertThat(legal).contains(read.get());
      return true;
    } catch (VhsException e) {
      assertThat(e)
          .isInstanceOfAny(
              CorruptValue.class,
              DanglingPointer.class,
              NoVersionExists.class,
              StoreMismatch.class,
              StoreUnavailable.class);
      return false;
    }
  }

  private Set<String> verify(Problem.Kind kind) {
    Set<String> found = new HashSet<>();
    try (Vhs vhs = open()) {
      vhs.maintenance()
          .verify(
              true,
              problem -> {
                assertThat(problem.kind()).isEqualTo(kind);
                found.add(problem.id() + " " + problem.version());
              });
    }
    return found;
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains(".vhs"))
          .sorted()
          .toList();
    }
  }

  private static void flip(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int bit = random.nextInt(bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    Files.write(file, bytes);
  }
}
