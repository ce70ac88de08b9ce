package dev.vhs.local.powerloss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store survives a power cut: its system calls are recorded, SQLite's too, the states are rebuilt
 * that a power cut may leave, and each is opened. {@code -Dvhs.seed=N} repeats what is lost.
 */
@Timeout(600)
class StoreAtPowerCutIT {
  private static final long SEED = Long.getLong("vhs.seed", new Random().nextInt(1 << 30));

  @TempDir static Path watched;

  private static Recording recording;

  @TempDir Path scratch;

  private final Random random = new Random(SEED);
  private PowerCuts cuts;

  @BeforeAll
  static void record() throws Exception {
    Strace.require();
    System.out.println("power cuts of seed " + SEED);
    Path folder = watched.toRealPath();
    recording = Strace.record(folder, StoreAtWork.class, uri(folder), 2, 3);
  }

  @BeforeEach
  void setUp() throws IOException {
    cuts = new PowerCuts(scratch, random);
  }

  @AfterEach
  void tearDown() throws IOException {
    cuts.close();
  }

  private static String uri(Path folder) {
    return "file:" + folder.resolve(Omission.STORE);
  }

  @Test
  void forcesComeInOrder() {
    assertThat(new ForceOrder(Omission.STORE).breaches(recording)).isEmpty();
  }

  @Test
  void whatWasDoneIsThere() throws IOException {
    assertThat(cuts.losses(recording, 80, 1, this::losses)).isEmpty();
    assertThat(cuts.cuts()).isGreaterThan(200);
  }

  @Tag("attack")
  @Test
  void whatWasDoneIsThereAfterManyPowerCuts(@TempDir Path more) throws Exception {
    Path folder = more.toRealPath();
    Recording longer = Strace.record(folder, StoreAtWork.class, uri(folder), 4, 8);
    assertThat(new ForceOrder(Omission.STORE).breaches(longer)).isEmpty();
    assertThat(cuts.losses(longer, 400, 2, this::losses)).isEmpty();
    System.out.println(cuts.cuts() + " power cuts of " + longer.size() + " steps");
  }

  /** Shows that the tests above notice what a store doesn't force. */
  @ParameterizedTest
  @EnumSource
  void aForceThatIsLeftOutIsFound(Omission omission) throws IOException {
    Recording broken = omission.from(recording);
    assertThat(new ForceOrder(Omission.STORE).breaches(broken)).isNotEmpty();
    assertThat(cuts.losses(broken, 0, 0, this::losses)).isNotEmpty();
  }

  @Test
  void allForcesLeftOutAreFound() throws IOException {
    Recording broken = Omission.allFrom(recording);
    assertThat(new ForceOrder(Omission.STORE).breaches(broken)).isNotEmpty();
    assertThat(cuts.losses(broken, 0, 0, this::losses)).isNotEmpty();
  }

  /**
   * Returns the writes that were done and are missing, and the versions that are there and can't be
   * read: a row is never there before its object.
   */
  private List<String> losses(Path folder, List<String> done) {
    List<String> losses = new ArrayList<>();
    try (Vhs vhs = StoreAtWork.open(uri(folder))) {
      VersionedStore<String> store = vhs.store(Codec.text());
      Set<String> ids = new HashSet<>();
      for (String write : done) {
        String id = write.substring(write.indexOf(' ') + 1);
        ids.add(id);
        check(store, id, Long.parseLong(write.substring(0, write.indexOf(' '))), losses);
      }
      for (String id : ids) {
        for (long version : versions(store, id)) {
          check(store, id, version, losses);
        }
      }
      if (random.nextInt(8) == 0) {
        store.putLatest("readme", "it goes on");
        if (!store.getLatest("readme").value().equals("it goes on")) {
          losses.add("the next write");
        }
      }
    } catch (VhsException e) {
      losses.add(e.toString());
    }
    return losses;
  }

  private static void check(
      VersionedStore<String> store, String id, long version, List<String> losses) {
    try {
      if (!store.get(id, version).value().equals(StoreAtWork.value(id, version))) {
        losses.add("another value as version " + version + " of " + id);
      }
    } catch (VhsException e) {
      losses.add("version " + version + " of " + id + ": " + e);
    }
  }

  private static List<Long> versions(VersionedStore<String> store, String id) {
    try (Stream<VersionInfo> history = store.history(id)) {
      return history.map(VersionInfo::version).toList();
    }
  }
}
