package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The laws of {@code commit} where it replaces the row of a single-version index. */
abstract class IndexReplaceLaws extends IndexLaws {
  @SuppressWarnings("NullAway.Init")
  private PointerIndex index;

  IndexReplaceLaws(PointerIndexContract contract) {
    super(contract);
  }

  @BeforeEach
  void openIndex() {
    index = open(Variant.SINGLE);
  }

  /** "(or, where Commit.replaces() is given, the row there stands as it was read), …": it does. */
  @Test
  void aRowThatStandsAsReadIsReplaced() {
    Row first = SampleRows.pointer(ID, 0);
    Row second = SampleRows.inline(ID, 1, 30);
    Row third = Row.tombstone(ID, 2, SampleRows.writeId(), SampleRows.COMMITTED);
    Row fourth = SampleRows.pointer(ID, 9);
    given(index, first);
    committed(index, replacing(index, first, second));
    assertThat(newest(index, ID)).as("inline in place of an object").isEqualTo(second);
    committed(index, replacing(index, second, third));
    assertThat(newest(index, ID)).as("a tombstone in place of a value").isEqualTo(third);
    committed(index, replacing(index, third, fourth));
    assertThat(newest(index, ID)).as("an object in place of a tombstone").isEqualTo(fourth);
    assertThat(rows(index, ID)).containsExactly(fourth);
  }

  /**
   * A row of every shape replaces one of every other, and nothing of the old one shines through.
   */
  @Test
  void nothingOfTheReplacedRowRemains() {
    Row before = SampleRows.pointer(ID, 0);
    given(index, before);
    long version = 0;
    for (int round = 0; round < 2; round++) {
      for (Row shape : SampleRows.ofEveryShape(Variant.SINGLE)) {
        if (shape.id().equals(ID)) {
          Row next = at(shape, ++version);
          committed(index, replacing(index, before, next));
          assertThat(newest(index, ID)).isEqualTo(next);
          before = next;
        }
      }
    }
  }

  private static Row at(Row row, long version) {
    return row.toBuilder()
        .version(version)
        .writeId(SampleRows.writeId())
        .upTo(row.upTo() == null ? null : Long.valueOf(Long.MAX_VALUE))
        .build();
  }

  /** "stands as it was read": version, payload and write id are compared, each of them. */
  @Test
  void aRowThatDoesNotStandAsReadIsInTheWay() {
    Row there = SampleRows.pointer(ID, 5);
    given(index, there);
    UUID writeId = present(there.writeId());
    Location payload = present(there.payload());
    Row next = SampleRows.pointer(ID, 6);
    Row[] misread = {
      as(4, payload, writeId),
      as(5, new Location(payload.bucket(), payload.key() + "x"), writeId),
      as(5, new Location(payload.bucket() + "x", payload.key()), writeId),
      as(5, payload, SampleRows.writeId()),
      as(5, null, writeId),
    };
    for (Row read : misread) {
      assertThat(conflict(index, replacing(index, read, next)))
          .as("read as %s", read)
          .isEqualTo(there);
    }
    assertThat(newest(index, ID)).isEqualTo(there);
    committed(index, replacing(index, as(5, payload, writeId), next));
  }

  private static Row as(long version, @Nullable Location payload, UUID writeId) {
    return Row.builder(ID, version).payload(payload).writeId(writeId).build();
  }

  /** "null only where … (or where the row to replace is gone)". */
  @Test
  void aRowThatIsGoneLeavesNothingInTheWay() {
    Row read = SampleRows.pointer(ID, 0);
    Row next = SampleRows.pointer(ID, 1);
    given(index, SampleRows.pointer("other", 0));
    assertThat(conflict(index, replacing(index, read, next))).as("never there").isNull();
    given(index, read);
    assertThat(index.retire(Retirement.drop(read), CALL)).isTrue();
    assertThat(conflict(index, replacing(index, read, next))).as("dropped").isNull();
    assertThat(newest(index, ID)).isNull();
  }

  /** "If one of the commit's own rows stands in a slot …" */
  @Test
  void aRepeatedReplacementFindsItsOwnRow() {
    Row first = SampleRows.pointer(ID, 0);
    Row second = SampleRows.pointer(ID, 1);
    given(index, first);
    Commit commit = replacing(index, first, second);
    committed(index, commit);
    assertThat(conflict(index, commit)).isEqualTo(second);
    assertThat(newest(index, ID)).isEqualTo(second);
  }

  /** A replacement that was overwritten finds the row that did it, which remembers both writes. */
  @Test
  void anOverwrittenReplacementFindsTheRowThatRemembersIt() {
    Row first = remembering(SampleRows.pointer(ID, 0), RecentWriteIds.NONE);
    Row second = remembering(SampleRows.pointer(ID, 1), first.recent());
    Row third = remembering(SampleRows.pointer(ID, 2), second.recent());
    given(index, first);
    Commit commit = replacing(index, first, second);
    committed(index, commit);
    committed(index, replacing(index, second, third));
    Row inTheWay = present(conflict(index, commit));
    assertThat(inTheWay).isEqualTo(third);
    assertThat(inTheWay.recent().contains(present(second.writeId()))).isTrue();
  }

  private static Row remembering(Row row, RecentWriteIds before) {
    return row.withRecent(before.prepend(present(row.writeId())));
  }

  /** Two inline rows have no payload to compare; version and write id tell them apart. */
  @Test
  void inlineRowsAreComparedByVersionAndWriteId() {
    Row first = SampleRows.inline(ID, 0, 10);
    Row rival = SampleRows.inline(ID, 0, 10);
    given(index, first);
    Row next = SampleRows.inline(ID, 1, 10);
    assertThat(conflict(index, replacing(index, rival, next))).isEqualTo(first);
    committed(index, replacing(index, first, next));
    assertThat(conflict(index, replacing(index, first, SampleRows.inline(ID, 1, 10))))
        .isEqualTo(next);
  }

  /** A replacement may keep the version number or lower it: the index does not judge the number. */
  @Test
  void anyVersionMayReplaceAnother() {
    Row first = SampleRows.pointer(ID, 5);
    Row same = SampleRows.pointer(ID, 5);
    Row lower = SampleRows.pointer(ID, 2);
    given(index, first);
    committed(index, replacing(index, first, same));
    assertThat(newest(index, ID)).isEqualTo(same);
    committed(index, replacing(index, same, lower));
    assertThat(rows(index, ID)).containsExactly(lower);
  }
}
