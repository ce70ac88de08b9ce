package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PageRequest.Order;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of {@code page}. */
abstract class IndexPageLaws extends IndexLaws {
  private static final int ROWS = 23;

  IndexPageLaws(PointerIndexContract contract) {
    super(contract);
  }

  private static List<Row> chain(PointerIndex index) {
    List<Row> chain = new ArrayList<>();
    for (int version = 0; version < ROWS; version++) {
      Row row = SampleRows.inline(ID, version, 50);
      given(index, row);
      chain.add(row);
    }
    given(
        index,
        SampleRows.pointer("ida", 3),
        SampleRows.pointer("i", 3),
        SampleRows.pointer("ID", 3));
    return chain;
  }

  private static PageRequest request(Order order, int limit) {
    return order == Order.RISING
        ? PageRequest.oldestFirst(ID, limit)
        : PageRequest.newestFirst(ID, limit);
  }

  /** "some rows of one id in order of version", of no other id, in pages of any size. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, ROWS - 1, ROWS, ROWS + 1, 1000})
  void pagesGoThroughAllRowsInOrder(int limit) {
    PointerIndex index = open(Variant.MULTI);
    List<Row> expected = chain(index);
    assertThat(rows(index, request(Order.RISING, limit))).isEqualTo(expected);
    Collections.reverse(expected);
    assertThat(rows(index, request(Order.FALLING, limit))).isEqualTo(expected);
  }

  /** "A page must hold at least one row if there is one". */
  @Test
  void aPageHoldsARowWhereThereIsOne() {
    PointerIndex index = open(Variant.MULTI);
    chain(index);
    for (Order order : Order.values()) {
      for (int beyond = 0; beyond < ROWS; beyond++) {
        boolean more = order == Order.RISING ? beyond < ROWS - 1 : beyond > 0;
        RowPage page = index.page(request(order, 1).beyond(beyond), CALL);
        assertThat(page.rows()).as("%s beyond %d", order, beyond).hasSize(more ? 1 : 0);
      }
    }
  }

  /** "… and must be marked as the last if no row follows." */
  @Test
  void aPageAfterWhichNoRowFollowsIsTheLast() {
    PointerIndex index = open(Variant.MULTI);
    List<Row> chain = chain(index);
    for (Order order : Order.values()) {
      Row end = chain.get(order == Order.RISING ? ROWS - 1 : 0);
      for (int limit = 1; limit <= ROWS + 1; limit++) {
        RowPage page = index.page(request(order, limit), CALL);
        assertThat(page.last())
            .as("%s, %d at most", order, limit)
            .isEqualTo(page.rows().contains(end));
      }
      RowPage after = index.page(request(order, 5).beyond(end.version()), CALL);
      assertThat(after.rows()).isEmpty();
      assertThat(after.last()).isTrue();
    }
  }

  /**
   * "the version after which to begin, in that order, itself not included": it need not be there.
   */
  @Test
  void pagesBeginBeyondVersionsThatAreNotThere() {
    PointerIndex index = open(Variant.MULTI);
    Row five = SampleRows.pointer(ID, 5);
    Row nine = SampleRows.pointer(ID, 9);
    given(index, five, nine);
    assertThat(rows(index, request(Order.RISING, 5).beyond(0))).containsExactly(five, nine);
    assertThat(rows(index, request(Order.RISING, 5).beyond(6))).containsExactly(nine);
    assertThat(rows(index, request(Order.RISING, 5).beyond(Long.MAX_VALUE))).isEmpty();
    assertThat(rows(index, request(Order.FALLING, 5).beyond(Long.MAX_VALUE)))
        .containsExactly(nine, five);
    assertThat(rows(index, request(Order.FALLING, 5).beyond(8))).containsExactly(five);
    assertThat(rows(index, request(Order.FALLING, 5).beyond(5))).isEmpty();
    assertThat(rows(index, request(Order.FALLING, 5).beyond(0))).isEmpty();
  }

  /** Versions are in order of number, not of text. */
  @Test
  void versionsAreOrderedByNumber() {
    PointerIndex index = open(Variant.MULTI);
    long[] versions = {0, 1, 2, 9, 10, 11, 99, 100, 1L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE};
    for (long version : versions) {
      given(index, SampleRows.pointer(ID, version));
    }
    assertThat(rows(index, ID)).extracting(Row::version).containsExactly(boxed(versions));
  }

  private static Long[] boxed(long[] versions) {
    Long[] boxed = new Long[versions.length];
    for (int i = 0; i < versions.length; i++) {
      boxed[i] = versions[i];
    }
    return boxed;
  }

  /** An id without rows has one empty page, the last. */
  @EachVariant
  void anIdWithoutRowsHasAnEmptyLastPage(Variant variant) {
    PointerIndex index = open(variant);
    given(index, SampleRows.pointer("other", 0));
    RowPage page = index.page(request(Order.RISING, 3), CALL);
    assertThat(page.rows()).isEmpty();
    assertThat(page.last()).isTrue();
  }

  /** Rows that are large together come in as many pages as it takes. */
  @Test
  void largeRowsComeInPages() {
    PointerIndex index = open(Variant.MULTI);
    int size = (int) Math.min(index.traits().maxItemBytes() / 2, 128 * 1024);
    List<Row> written = new ArrayList<>();
    for (int version = 0; version < 20; version++) {
      Row row = SampleRows.inline(ID, version, size);
      given(index, row);
      written.add(row);
    }
    assertThat(rows(index, request(Order.RISING, 1000))).isEqualTo(written);
  }

  /** The one row of a single-version id is a chain like any other. */
  @Test
  void aSingleVersionIdHasOneRow() {
    PointerIndex index = open(Variant.SINGLE);
    Row row = SampleRows.pointer(ID, 6);
    given(index, row);
    for (Order order : Order.values()) {
      RowPage page = index.page(request(order, 1), CALL);
      assertThat(page.rows()).containsExactly(row);
      assertThat(page.last()).isTrue();
      assertThat(index.page(request(order, 1).beyond(6), CALL).rows()).isEmpty();
    }
    assertThat(rows(index, request(Order.RISING, 1).beyond(5))).containsExactly(row);
    assertThat(rows(index, request(Order.RISING, 1).beyond(7))).isEmpty();
    assertThat(rows(index, request(Order.FALLING, 1).beyond(7))).containsExactly(row);
    assertThat(rows(index, request(Order.FALLING, 1).beyond(5))).isEmpty();
  }
}
