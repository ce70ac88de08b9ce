package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of {@code scan}. */
abstract class IndexScanLaws extends IndexLaws {
  IndexScanLaws(PointerIndexContract contract) {
    super(contract);
  }

  private static List<Row> fill(PointerIndex index, Variant variant, int ids) {
    List<Row> written = new ArrayList<>();
    for (int i = 0; i < ids; i++) {
      int versions = variant == Variant.SINGLE ? 1 : 1 + i % 4;
      for (int version = 0; version < versions; version++) {
        Row row = SampleRows.inline("id" + i, version, 20);
        given(index, row);
        written.add(row);
      }
    }
    return written;
  }

  private static ScanRequest request(int segment, int of, String prefix, int limit) {
    return new ScanRequest(segment, of, prefix, null, limit, Consistency.CONSISTENT);
  }

  /** "Over all pages each row must come in exactly one segment". */
  @ParameterizedTest
  @CsvSource({
    "MULTI, 1, 1",
    "MULTI, 1, 5",
    "MULTI, 1, 1000",
    "MULTI, 2, 3",
    "MULTI, 3, 1",
    "MULTI, 7, 4",
    "MULTI, 64, 2",
    "SINGLE, 1, 1",
    "SINGLE, 1, 1000",
    "SINGLE, 3, 2",
    "SINGLE, 64, 5"
  })
  void eachRowComesInExactlyOneSegment(Variant variant, int segments, int limit) {
    PointerIndex index = open(variant);
    List<Row> written = fill(index, variant, 40);
    List<Row> found = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      found.addAll(scanned(index, request(segment, segments, "", limit)));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(written);
  }

  /**
   * "the rows of an id next to each other in rising order of version (they may go on in the next
   * page)".
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "1, 1000", "4, 1", "4, 3"})
  void rowsOfAnIdComeTogetherOldestFirst(int segments, int limit) {
    PointerIndex index = open(Variant.MULTI);
    fill(index, Variant.MULTI, 30);
    Set<String> done = new HashSet<>();
    for (int segment = 0; segment < segments; segment++) {
      Row before = null;
      for (Row row : scanned(index, request(segment, segments, "", limit))) {
        if (before != null && before.id().equals(row.id())) {
          assertThat(row.version()).isGreaterThan(before.version());
        } else {
          assertThat(done.add(row.id())).as("'%s' comes in one run", row.id()).isTrue();
        }
        before = row;
      }
    }
    assertThat(done).hasSize(30);
  }

  /** "where to go on, from the page before": in another process too, since a sweep resumes. */
  @EachVariant
  void aScanGoesOnFromItsCursorInAnotherProcess(Variant variant) {
    PointerIndex index = open(variant);
    List<Row> written = fill(index, variant, 20);
    List<Row> found = new ArrayList<>();
    String cursor = null;
    do {
      ScanPage page = open(variant).scan(ScanRequest.all(7).from(cursor), CALL);
      found.addAll(page.rows());
      cursor = page.cursor();
    } while (cursor != null);
    assertThat(found).containsExactlyInAnyOrderElementsOf(written);
  }

  /** Rows written and dropped between pages neither hide nor repeat those that stay. */
  @EachVariant
  void rowsThatStayComeOnceWhileOthersComeAndGo(Variant variant) {
    PointerIndex index = open(variant);
    List<Row> staying = fill(index, variant, 30);
    List<Row> found = new ArrayList<>();
    String cursor = null;
    int round = 0;
    Row last = null;
    do {
      ScanPage page = index.scan(ScanRequest.all(4).from(cursor), CALL);
      found.addAll(page.rows());
      cursor = page.cursor();
      if (last != null) {
        index.retire(Retirement.drop(last), CALL);
      }
      last = SampleRows.pointer("id1" + round++ + "x", 0);
      given(index, last);
    } while (cursor != null && round < 1000);
    found.removeIf(row -> !staying.contains(row));
    assertThat(found).containsExactlyInAnyOrderElementsOf(staying);
  }

  /** "the beginning of the ids": what patterns, case and normalisation say doesn't matter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "A",
        "a%",
        "%",
        "_",
        "*",
        "[",
        "a/",
        ".",
        "'",
        "\u00E9",
        "e",
        "\uD83D\uDE00",
        "~",
        "x",
        "zzz",
        "\uFFFF"
      })
  void aPrefixIsTakenAsItStands(String prefix) {
    PointerIndex index = open(Variant.MULTI);
    List<String> ids = new ArrayList<>(IdShapes.ALL);
    ids.addAll(List.of("a%b", "a_b", "ab", "aXb", "A%b", "_b", "*b", "\u00E9a", "e\u0301a", "~b"));
    ids.forEach(id -> given(index, SampleRows.pointer(id, 0), SampleRows.pointer(id, 1)));
    List<String> found = new ArrayList<>();
    for (int segment = 0; segment < 2; segment++) {
      for (Row row : scanned(index, request(segment, 2, prefix, 3))) {
        if (row.version() == 1) {
          found.add(row.id());
        }
      }
    }
    ids.removeIf(id -> !id.startsWith(prefix));
    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** "The store row comes as any other." */
  @EachVariant
  void theStoreRowComesToo(Variant variant) {
    PointerIndex index = open(variant);
    Row store = SampleRows.pointer(IdShapes.STORE_ROW, 0);
    given(index, store, SampleRows.pointer(ID, 0));
    assertThat(scanned(index, ScanRequest.all(1))).contains(store);
  }

  /** A scan of an index from which all rows were dropped ends. */
  @Test
  void anEmptyIndexIsScannedToItsEnd() {
    PointerIndex index = open(Variant.MULTI);
    Row row = SampleRows.pointer(ID, 0);
    given(index, row);
    assertThat(index.retire(Retirement.drop(row), CALL)).isTrue();
    for (int segment = 0; segment < 3; segment++) {
      assertThat(scanned(index, request(segment, 3, "", 10))).isEmpty();
    }
  }
}
