package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.StoreDescription;
import dev.vhs.Variant;
import dev.vhs.VersionConflict;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws of many writers at once; every second one has an opening of its own, as another process
 * has.
 */
abstract class StoreRaceLaws extends StoreLaws {
  StoreRaceLaws(VersionedStoreContract contract) {
    super(contract);
  }

  private Vhs[] openings(Variant variant, boolean inline) {
    return inline
        ? new Vhs[] {open(variant), open(variant)}
        : new Vhs[] {openWithoutInline(variant), openWithoutInline(variant)};
  }

  private static void close(Vhs[] openings) {
    for (Vhs opening : openings) {
      opening.close();
    }
  }

  /** Lets writers race, and returns the version of each; null where it was refused. */
  private <T> List<VersionInfo> race(
      Vhs[] openings,
      Codec<T> codec,
      int writers,
      BiFunction<VersionedStore<T>, Integer, VersionInfo> write) {
    return Race.run(
        writers,
        racer ->
            () -> {
              try {
                return write.apply(openings[racer % 2].store(codec), racer);
              } catch (VersionConflict refused) {
                return null;
              }
            });
  }

  /** The contention test: no increment is lost, none is made twice, and nothing is left behind. */
  @ParameterizedTest
  @CsvSource({"MULTI, true", "MULTI, false", "SINGLE, true", "SINGLE, false"})
  void incrementsAddUp(Variant variant, boolean inline) {
    Vhs[] openings = openings(variant, inline);
    openings[0].store(Codec.json(Integer.class)).init(ID, 0);
    int each = writesOfEach();
    List<Set<Long>> versions =
        Race.run(
            writers(),
            racer ->
                () -> {
                  VersionedStore<Integer> store =
                      openings[racer % 2].store(Codec.json(Integer.class));
                  Set<Long> written = new TreeSet<>();
                  for (int i = 0; i < each; i++) {
                    written.add(store.update(ID, count -> count + 1).version());
                  }
                  return written;
                });
    int total = writers() * each;
    Versioned<Integer> last = openings[1].store(Codec.json(Integer.class)).getLatest(ID);
    assertThat(last.value()).isEqualTo(total);
    assertThat(last.version()).isEqualTo(total);
    Set<Long> all = new TreeSet<>();
    versions.forEach(all::addAll);
    assertThat(all).as("versions, each by one writer").hasSize(total);
    close(openings);
    noOrphansAndNothingDangling(variant);
    assertThat(objects(variant)).hasSize(inline ? 0 : variant == Variant.MULTI ? total + 1 : 1);
  }

  @EachVariant
  void oneInitWins(Variant variant) {
    Vhs[] openings = openings(variant, false);
    for (int round = 0; round < writesOfEach(); round++) {
      String id = "id " + round;
      List<VersionInfo> written =
          race(openings, Codec.text(), writers(), (store, racer) -> store.init(id, "by " + racer));
      assertThat(written.stream().filter(Objects::nonNull)).as("winners").hasSize(1);
      int winner = indexOfWinner(written);
      assertThat(openings[0].store(Codec.text()).getLatest(id).value()).isEqualTo("by " + winner);
    }
    close(openings);
    noOrphansAndNothingDangling(variant);
    assertThat(objects(variant)).hasSize(writesOfEach());
  }

  private static int indexOfWinner(List<VersionInfo> written) {
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i) != null) {
        return i;
      }
    }
    throw new AssertionError("nobody won");
  }

  @EachVariant
  void oneReplacementWins(Variant variant) {
    Vhs[] openings = openings(variant, false);
    VersionedStore<String> store = openings[0].store(Codec.text());
    store.init(ID, "zero");
    for (int round = 1; round <= writesOfEach(); round++) {
      Versioned<String> read = store.getLatest(ID);
      List<VersionInfo> written =
          race(
              openings,
              Codec.text(),
              writers(),
              (racing, racer) -> racing.replace(read, "by " + racer));
      assertThat(written.stream().filter(Objects::nonNull)).as("winners").hasSize(1);
      Versioned<String> after = store.getLatest(ID);
      assertThat(after.version()).isEqualTo(round);
      assertThat(after.value()).isEqualTo("by " + indexOfWinner(written));
    }
    close(openings);
    noOrphansAndNothingDangling(variant);
  }

  /** "two racing writers, whatever versions they chose, then collide on the same row". */
  @EachVariant
  void writersOfDifferentVersionsDoNotPassEachOther(Variant variant) {
    Vhs[] openings = openings(variant, false);
    VersionedStore<String> store = openings[0].store(Codec.text());
    for (int round = 0; round < writesOfEach(); round++) {
      String id = "id " + round;
      store.init(id, "zero");
      AtomicLong acknowledged = new AtomicLong();
      List<VersionInfo> written =
          race(
              openings,
              Codec.text(),
              writers(),
              (racing, racer) -> {
                long before = acknowledged.get();
                VersionInfo info = racing.put(id, 1 + racer * 3L, "by " + racer);
                assertThat(info.version())
                    .as("higher than all acknowledged before")
                    .isGreaterThan(before);
                acknowledged.accumulateAndGet(info.version(), Math::max);
                return info;
              });
      List<Long> versions =
          written.stream().filter(Objects::nonNull).map(VersionInfo::version).sorted().toList();
      assertThat(versions).isNotEmpty();
      assertThat(store.info(id).version()).isEqualTo(versions.get(versions.size() - 1));
      if (variant == Variant.MULTI) {
        List<Long> expected = new ArrayList<>(versions);
        expected.add(0, 0L);
        assertThat(store.history(id).map(VersionInfo::version).sorted()).isEqualTo(expected);
      }
    }
    close(openings);
    noOrphansAndNothingDangling(variant);
  }

  /**
   * "A version that was acknowledged is higher than every version acknowledged before the write
   * began."
   */
  @EachVariant
  void everyWriteGetsAVersionOfItsOwn(Variant variant) {
    Vhs[] openings = openings(variant, false);
    int each = writesOfEach();
    AtomicLong acknowledged = new AtomicLong(-1);
    List<List<Long>> histories =
        Race.run(
            writers(),
            racer ->
                () -> {
                  VersionedStore<String> store = openings[racer % 2].store(Codec.text());
                  List<Long> versions = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    long before = acknowledged.get();
                    VersionInfo info = store.putLatest(ID, racer + " " + i);
                    assertThat(info.version()).isGreaterThan(before);
                    acknowledged.accumulateAndGet(info.version(), Math::max);
                    versions.add(info.version());
                    if (variant == Variant.MULTI) {
                      assertThat(store.get(ID, info.version()).value()).isEqualTo(racer + " " + i);
                    }
                  }
                  return versions;
                });
    List<Long> all = histories.stream().flatMap(List::stream).sorted().toList();
    long total = (long) writers() * each;
    assertThat(all).isEqualTo(LongStream.range(0, total).boxed().toList());
    close(openings);
    noOrphansAndNothingDangling(variant);
  }

  /** A reader beside writers sees whole values in rising order, and never that one is missing. */
  @EachVariant
  void readersSeeWholeValuesInOrder(Variant variant) {
    Vhs[] openings = openings(variant, false);
    openings[0].store(Codec.json(Integer.class)).init(ID, 0);
    AtomicInteger writing = new AtomicInteger(2);
    List<Integer> reads =
        Race.run(
            4,
            racer ->
                () -> {
                  VersionedStore<Integer> store =
                      openings[racer % 2].store(Codec.json(Integer.class));
                  if (racer >= 2) {
                    return readWhile(store, writing);
                  }
                  try {
                    for (int i = 0; i < writesOfEach() * 2; i++) {
                      store.update(ID, count -> count + 1);
                    }
                    return 0;
                  } finally {
                    writing.decrementAndGet();
                  }
                });
    assertThat(reads.get(2) + reads.get(3)).as("values that were read").isPositive();
  }

  private static int readWhile(VersionedStore<Integer> store, AtomicInteger writing) {
    int reads = 0;
    long newest = 0;
    boolean more = true;
    while (more) {
      more = writing.get() > 0;
      Versioned<Integer> read = store.getLatest(ID);
      assertThat(read.value().longValue()).as("the value of its version").isEqualTo(read.version());
      assertThat(read.version()).isGreaterThanOrEqualTo(newest);
      newest = read.version();
      reads++;
    }
    return reads;
  }

  /** Deletions, restored versions and values race for the next version like any other write. */
  @Test
  void successorsOfEveryKindTakeTurns() {
    Vhs[] openings = openings(Variant.MULTI, false);
    openings[0].store(Codec.text()).init(ID, "zero");
    int each = writesOfEach();
    List<List<Long>> histories =
        Race.run(
            4,
            racer ->
                () -> {
                  VersionedStore<String> store = openings[racer % 2].store(Codec.text());
                  List<Long> versions = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    try {
                      versions.add(successor(store, racer).version());
                    } catch (NoVersionExists deleted) {
                      assertThat(deleted.id()).contains(ID);
                    }
                  }
                  return versions;
                });
    List<Long> all = histories.stream().flatMap(List::stream).sorted().toList();
    assertThat(all).isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(openings[0].store(Codec.text()).history(ID)).hasSize(all.size() + 1);
    close(openings);
    noOrphansAndNothingDangling(Variant.MULTI);
  }

  private static VersionInfo successor(VersionedStore<String> store, int racer) {
    return switch (racer) {
      case 0 -> store.putLatest(ID, "value");
      case 1 -> store.delete(ID);
      case 2 -> store.restore(ID, 0);
      default -> store.update(ID, before -> before + "!");
    };
  }

  /**
   * "Opening for writing creates what is missing …, each only if absent": racing creators agree.
   */
  @EachVariant
  void racingCreatorsMakeOneStore(Variant variant) {
    List<Vhs> openings = new ArrayList<>();
    for (int i = 0; i < writers(); i++) {
      openings.add(open(variant));
    }
    List<StoreDescription> created =
        Race.run(
            writers(),
            racer ->
                () -> {
                  openings.get(racer).store(Codec.text()).putLatest(ID, "by " + racer);
                  return openings.get(racer).create();
                });
    assertThat(created.stream().map(StoreDescription::identity).distinct()).hasSize(1);
    assertThat(texts(variant).info(ID).version()).isEqualTo(writers() - 1L);
  }

  /** A purge beside writers removes what it retired, and nothing that they write after it. */
  @Test
  void aPurgeBesideWritersTakesNothingOfTheirs() {
    Vhs[] openings = openings(Variant.MULTI, false);
    VersionedStore<String> store = openings[0].store(Codec.text());
    store.init(ID, "zero");
    for (int round = 0; round < writesOfEach(); round++) {
      List<VersionInfo> written =
          Race.run(
              2,
              racer ->
                  () -> {
                    VersionedStore<String> racing = openings[racer].store(Codec.text());
                    if (racer == 0) {
                      racing.purge(ID);
                      return null;
                    }
                    return racing.putLatest(ID, "value");
                  });
      VersionInfo value = Objects.requireNonNull(written.get(1));
      VersionInfo newest = store.history(ID).findFirst().orElseThrow();
      if (newest.version() == value.version()) {
        assertThat(store.getLatest(ID).value()).isEqualTo("value");
      } else {
        assertThat(newest.isDeleted()).isTrue();
        fails(HigherVersionExists.class, ID, () -> store.replace(value, "more"));
      }
      noOrphansAndNothingDangling(Variant.MULTI);
    }
  }
}
