package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Result;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.SupportsBatchRead;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The laws of {@link SupportsBatchRead}; skipped where the index does not support it. */
abstract class IndexBatchLaws extends IndexLaws {
  IndexBatchLaws(PointerIndexContract contract) {
    super(contract);
  }

  private static SupportsBatchRead batches(PointerIndex index) {
    assumeTrue(index instanceof SupportsBatchRead, "the index reads ids one by one");
    return (SupportsBatchRead) index;
  }

  private static Map<String, Result<Optional<Row>>> newest(PointerIndex index, Set<String> ids) {
    return batches(index).newest(ids, Consistency.CONSISTENT, CALL);
  }

  private static Row present(Map<String, Result<Optional<Row>>> results, String id) {
    return present(results.get(id)).get().orElseThrow(() -> new AssertionError("no " + id));
  }

  /**
   * "The answer must hold a result for each id and for no other: its row, or empty if it has none."
   */
  @Test
  void eachIdHasItsRowOrNone() {
    PointerIndex index = open(Variant.SINGLE);
    Row object = SampleRows.pointer("object", 4);
    Row inline = SampleRows.inline("inline", 0, 40);
    Row tombstone = Row.tombstone("gone", 2, SampleRows.writeId(), SampleRows.COMMITTED);
    given(index, object, inline, tombstone, SampleRows.pointer("other", 0));
    Set<String> ids = Set.of("object", "inline", "gone", "never");
    Map<String, Result<Optional<Row>>> results = newest(index, ids);
    assertThat(results.keySet()).isEqualTo(ids);
    assertThat(present(results, "object")).isEqualTo(object);
    assertThat(present(results, "inline")).isEqualTo(inline);
    assertThat(present(results, "gone")).isEqualTo(tombstone);
    assertThat(present(results.get("never")).get()).isEmpty();
    assertThat(newest(index, Set.of())).isEmpty();
  }

  /** "each as PointerIndex.newest reads it": of every shape, and as fresh. */
  @Test
  void rowsAreReadAsOneByOne() {
    PointerIndex index = open(Variant.SINGLE);
    Map<String, Row> expected = new HashMap<>();
    for (String id : IdShapes.ALL) {
      if (expected.size() < batches(index).maxBatchIds()) {
        Row row = SampleRows.inline(id, expected.size(), 10);
        given(index, row);
        expected.put(id, row);
      }
    }
    Map<String, Result<Optional<Row>>> results = newest(index, expected.keySet());
    expected.forEach((id, row) -> assertThat(present(results, id)).isEqualTo(row));
  }

  /** "A consistent read must see every commit answered before it began", in a batch too. */
  @Test
  void consistentBatchesSeeEveryAnsweredCommit() {
    PointerIndex writer = open(Variant.SINGLE);
    PointerIndex reader = open(Variant.SINGLE);
    Row before = SampleRows.inline(ID, 0, 10);
    given(writer, before);
    for (int version = 1; version < 30; version++) {
      Row row = SampleRows.inline(ID, version, 10);
      committed(writer, replacing(writer, before, row));
      assertThat(present(newest(reader, Set.of(ID, "never")), ID)).isEqualTo(row);
      before = row;
    }
  }

  /**
   * "at most maxBatchIds()": so many, of whatever size, and not one more. "It must be the same for
   * as long as the index is open."
   */
  @Test
  void asManyIdsAsAreAllowedAreRead() {
    PointerIndex index = open(Variant.SINGLE);
    int most = batches(index).maxBatchIds();
    assertThat(most).isPositive();
    Set<String> ids = new LinkedHashSet<>();
    int size = (int) Math.min(index.traits().maxItemBytes() / 2, 200 * 1024);
    for (int i = 0; i < most; i++) {
      String id = "id" + i;
      ids.add(id);
      given(index, SampleRows.inline(id, i, size));
    }
    Map<String, Result<Optional<Row>>> results = newest(index, ids);
    assertThat(results.keySet()).isEqualTo(ids);
    ids.forEach(id -> assertThat("id" + present(results, id).version()).isEqualTo(id));
    Set<String> tooMany = new HashSet<>(ids);
    tooMany.add("one more");
    assertThatThrownBy(() -> newest(index, tooMany)).isInstanceOf(IllegalArgumentException.class);
    assertThat(batches(index).maxBatchIds()).isEqualTo(most);
  }

  /** "A fault of one row must be the failure of its id alone". */
  @Test
  void whatIsWrongWithOneRowFailsItsIdAlone() {
    PointerIndex index = open(Variant.SINGLE);
    Row sound = SampleRows.pointer("sound", 0);
    Row newer =
        Row.builder("newer", 0)
            .payload(sound.payload())
            .writeId(SampleRows.writeId())
            .format(Row.FORMAT + 1)
            .build();
    given(index, sound, newer);
    Map<String, Result<Optional<Row>>> results = newest(index, Set.of("sound", "newer", "never"));
    assertThat(present(results, "sound")).isEqualTo(sound);
    assertThat(present(results.get("never")).get()).isEmpty();
    Optional<VhsException> failure = present(results.get("newer")).failure();
    assertThat(failure).containsInstanceOf(StoreMismatch.class);
  }

  /**
   * "must not spend longer than the call has": "A row that could not be read … must be the failure
   * of each id that it concerns, and never an absence".
   */
  @Test
  @Timeout(20)
  void idsThatCouldNotBeReadInTimeAreNotAbsent() {
    PointerIndex index = open(Variant.SINGLE);
    given(index, SampleRows.pointer("one", 0), SampleRows.pointer("two", 0));
    Map<String, Result<Optional<Row>>> results =
        batches(index)
            .newest(Set.of("one", "two"), Consistency.CONSISTENT, RecordedContext.expired());
    assertThat(results).hasSize(2);
    for (Result<Optional<Row>> result : results.values()) {
      if (result.failure().isPresent()) {
        assertThat(result.failure()).containsInstanceOf(StoreUnavailable.class);
      } else {
        assertThat(result.get()).isPresent();
      }
    }
  }

  /** "Reads of an index that does not exist yet must find nothing", in a batch too. */
  @Test
  void anIndexThatDoesNotExistShowsNothing() {
    PointerIndex index = contract.openedMissing(Variant.SINGLE);
    Map<String, Result<Optional<Row>>> results = newest(index, Set.of(ID));
    assertThat(present(results.get(ID)).get()).isEmpty();
  }

  /**
   * "The laws of PointerIndex hold here too: it must be safe for use by many threads": each finds
   * its own ids, while others write.
   */
  @Test
  void manyReadBatchesAtOnce() {
    PointerIndex[] openings = {open(Variant.SINGLE), open(Variant.SINGLE)};
    batches(openings[0]);
    List<Boolean> done =
        Race.run(
            contract.racers(),
            racer ->
                () -> {
                  PointerIndex index = openings[racer % 2];
                  Row before = SampleRows.inline("racer" + racer, 0, 10);
                  given(index, before);
                  for (int version = 1; version < contract.rounds(); version++) {
                    Row row = SampleRows.inline(before.id(), version, 10);
                    committed(index, replacing(index, before, row));
                    assertThat(present(newest(index, Set.of(row.id(), "never")), row.id()))
                        .isEqualTo(row);
                    before = row;
                  }
                  return true;
                });
    assertThat(done).hasSize(contract.racers());
  }

  /** "and must count its requests". */
  @Test
  void requestsAreCounted() {
    PointerIndex index = open(Variant.SINGLE);
    given(index, SampleRows.pointer(ID, 0));
    RecordedContext call = new RecordedContext();
    batches(index).newest(Set.of(ID, "never"), Consistency.CONSISTENT, call);
    assertThat(call.requests()).isEqualTo(1);
  }

  /** "UnsupportedOperationException if the index is a multi-version one". */
  @Test
  void aMultiVersionIndexReadsNoBatches() {
    PointerIndex index = open(Variant.MULTI);
    SupportsBatchRead batches = batches(index);
    given(index, SampleRows.pointer(ID, 0));
    assertThatThrownBy(() -> batches.newest(Set.of(ID), Consistency.CONSISTENT, CALL))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
