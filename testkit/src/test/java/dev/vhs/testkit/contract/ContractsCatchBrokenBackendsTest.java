package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts are tested: each defect of a backend makes the test fail that is named for it. */
class ContractsCatchBrokenBackendsTest {
  /** The number of further races until two writers meet. */
  private static final int RACES = 20;

  private static IndexDefect indexDefect;
  private static ObjectDefect objectDefect;

  @ParameterizedTest
  @EnumSource
  void aBrokenIndexIsCaught(IndexDefect defect) {
    indexDefect = defect;
    ContractRun run =
        ContractRun.of(
            IndexTrial.class, PointerIndexContract.class, defect.group(), defect.caughtBy());
    assertThat(run.failed()).contains(defect.caughtBy());
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenObjectStoreIsCaught(ObjectDefect defect) {
    objectDefect = defect;
    ContractRun run =
        ContractRun.of(
            ObjectTrial.class, ObjectStoreContract.class, defect.group(), defect.caughtBy());
    assertThat(run.failed()).contains(defect.caughtBy());
  }

  /** A store over a broken half breaks its own promises, and that contract notices too. */
  @ParameterizedTest
  @CsvSource({
    "FORGETS_THE_CONDITION, Races, incrementsAddUp",
    "COMPARES_THE_WRITE_ID_ONLY, ForeignRows, aRowChangedByHandIsNotOverwritten",
    "ANSWERS_STALE, Reading, historyIsNewestFirstWithDeletions",
    "FORGETS_METADATA, Writing, whatGoesWithAValueIsKept",
    "FOLDS_CASE, Ids, idsOfEveryShapeAreApart"
  })
  void aStoreOverABrokenIndexIsCaught(IndexDefect defect, String group, String caughtBy) {
    indexDefect = defect;
    objectDefect = null;
    ContractRun run =
        ContractRun.of(StoreTrial.class, VersionedStoreContract.class, group, caughtBy);
    // On a machine that is busy elsewhere, writers may come one after the other, and nobody races.
    for (int again = 0; again < RACES && run.failed().isEmpty() && group.equals("Races"); again++) {
      run = ContractRun.of(StoreTrial.class, VersionedStoreContract.class, group, caughtBy);
    }
    assertThat(run.failed()).contains(caughtBy);
  }

  @ParameterizedTest
  @CsvSource({
    "LOSES_AN_OBJECT, Writing, aWriteReturnsTheFactsThatAReadShows",
    "LOSES_THE_LAST_BYTE, Bytes, valuesOfEverySizeComeBack",
    "CUTS_RANGES_SHORT, Streams, partsAreRead",
    "FORGETS_USER_METADATA, Bytes, objectsTellTheirIdAndWrite"
  })
  void aStoreOverABrokenObjectStoreIsCaught(ObjectDefect defect, String group, String caughtBy) {
    indexDefect = null;
    objectDefect = defect;
    ContractRun run =
        ContractRun.of(StoreTrial.class, VersionedStoreContract.class, group, caughtBy);
    assertThat(run.failed()).contains(caughtBy);
  }

  /** Without a defect the same trials pass, so it is the defects that are caught. */
  @Test
  void aHealthyBackendPasses() {
    indexDefect = null;
    objectDefect = null;
    for (String group : groups(Stream.of(IndexDefect.values()).map(IndexDefect::group))) {
      ContractRun run = ContractRun.of(IndexTrial.class, PointerIndexContract.class, group);
      assertThat(run.failed()).as("of %s", group).isEmpty();
      assertThat(run.run()).as("tests of %s", group).isPositive();
    }
    for (String group : groups(Stream.of(ObjectDefect.values()).map(ObjectDefect::group))) {
      ContractRun run = ContractRun.of(ObjectTrial.class, ObjectStoreContract.class, group);
      assertThat(run.failed()).as("of %s", group).isEmpty();
      assertThat(run.run()).as("tests of %s", group).isPositive();
    }
  }

  private static Set<String> groups(Stream<String> ofDefects) {
    return ofDefects.collect(Collectors.toSet());
  }

  /** The contract that the tests above run; not for running by itself. */
  static class IndexTrial extends PointerIndexContract {
    private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);

    @Override
    protected PointerIndex open(Variant variant) {
      MemoryPointerIndex memory = memory(variant);
      return indexDefect == null ? memory : new BrokenIndex(memory, indexDefect);
    }

    private MemoryPointerIndex memory(Variant variant) {
      return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock()));
    }

    @Override
    protected Optional<ForeignWriter> foreignWriter(Variant variant) {
      return Optional.of(new TrialWriter(memory(variant)));
    }

    @Override
    protected int rounds() {
      return 20;
    }
  }

  private record TrialWriter(MemoryPointerIndex index) implements ForeignWriter {
    @Override
    public void write(String id, long version, Location payload) {
      Row there = index.newest(id, Consistency.CONSISTENT, RequestContext.unlimited());
      if (indexDefect == IndexDefect.KEEPS_FACTS_OF_ANOTHER_OBJECT && there != null) {
        index.plant(
            there.toBuilder()
                .id(id)
                .version(version)
                .payload(payload)
                .upTo(null)
                .format(Row.FORMAT)
                .build());
      } else {
        index.foreignWrite(id, version, payload);
      }
    }

    @Override
    public void put(String id, long version, Location payload) {
      index.foreignPut(id, version, payload);
    }
  }

  /** The contract that the tests above run; not for running by itself. */
  static class ObjectTrial extends ObjectStoreContract {
    private final ObjectStore memory = new MemoryObjectStore("a-bucket", clock());

    @Override
    protected ObjectStore open() {
      return objectDefect == null ? memory : new BrokenObjectStore(memory, objectDefect);
    }

    /** The memory behind holds all objects, which is a defect only where that is one. */
    @Override
    protected boolean streams() {
      return objectDefect == ObjectDefect.HOLDS_ALL_IN_THE_HEAP;
    }

    @Override
    protected long largeObjectBytes() {
      return 16L << 20;
    }

    @Override
    protected int manyObjects() {
      return 1_001;
    }
  }

  /** The contract that the tests above run; not for running by itself. */
  static class StoreTrial extends VersionedStoreContract {
    private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);
    private final ObjectStore memory = new MemoryObjectStore(clock());

    @Override
    protected Backend open(Variant variant) {
      MemoryPointerIndex index = memory(variant);
      return new Backend(
          indexDefect == null ? index : new BrokenIndex(index, indexDefect),
          objectDefect == null ? memory : new BrokenObjectStore(memory, objectDefect),
          "",
          "trial");
    }

    private MemoryPointerIndex memory(Variant variant) {
      return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock()));
    }

    @Override
    protected Optional<ForeignWriter> foreignWriter(Variant variant) {
      return Optional.of(new TrialWriter(memory(variant)));
    }

    @Override
    protected long largeValueBytes() {
      return 2L << 20;
    }
  }
}
