package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import dev.vhs.testkit.faults.FaultyIndex;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryPointerIndexTest extends PointerIndexContract {
  private static final int COMMITS = 200_000;

  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);

  @Override
  protected MemoryPointerIndex open(Variant variant) {
    return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock()));
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    return new MemoryPointerIndex(variant, clock());
  }

  @Override
  protected List<PointerIndex> openUnavailable(Variant variant) {
    FaultScript script = new FaultScript();
    for (String method : List.of("newest", "read", "page", "scan", "commit")) {
      script.always(method, Fault.FAIL);
    }
    return List.of(new FaultyIndex(open(variant), script));
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new MemoryForeignWriter(open(variant)));
  }

  /** "All of its rows, or none", also for readers: who sees a filler finds its version. */
  @Test
  void noReaderSeesAFillerWithoutItsVersion() {
    MemoryPointerIndex index = open(Variant.MULTI);
    AtomicReference<String> latest = new AtomicReference<>("");
    AtomicBoolean writing = new AtomicBoolean(true);
    Race.run(
        3,
        racer ->
            () -> {
              if (racer > 0) {
                while (writing.get()) {
                  requireVersionOfFiller(index, latest.get());
                }
                return racer;
              }
              try {
                for (int i = 0; i < COMMITS; i++) {
                  String id = "id " + i;
                  latest.set(id);
                  Row[] pair = IndexCommitLaws.pair(id, 1, 5);
                  Commit commit = Commit.of(List.of(pair), clock().instant().plusSeconds(60));
                  assertThat(index.commit(commit, IndexLaws.CALL))
                      .isEqualTo(new CommitResult.Committed());
                }
                return racer;
              } finally {
                writing.set(false);
              }
            });
  }

  private static void requireVersionOfFiller(MemoryPointerIndex index, String id) {
    Row newest = index.newest(id, Consistency.CONSISTENT, IndexLaws.CALL);
    if (newest != null && newest.upTo() != null) {
      assertThat(index.read(id, newest.upTo(), Consistency.CONSISTENT, IndexLaws.CALL))
          .as("the version that goes with %s", newest)
          .isNotNull();
    }
  }
}
