package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.Location;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import java.time.Instant;

/** The behaviour of a store that can't be written, whatever the reason. */
final class ReadOnlyChecks {
  private ReadOnlyChecks() {}

  /** Checks a store that has a row and the object {@code there}. */
  static void check(SqlitePointerIndex index, FileObjectStore objects, Row row) {
    assertThat(index.newest(row.id(), Consistency.CONSISTENT, CALL)).isEqualTo(row);
    assertThat(index.page(PageRequest.oldestFirst(row.id(), 9), CALL).rows()).containsExactly(row);
    assertThat(index.scan(ScanRequest.all(9), CALL).rows()).containsExactly(row);
    assertThat(index.identity(CALL)).isNotNull();
    assertThatThrownBy(() -> index.commit(Samples.absent(Samples.row("next", 0)), CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("index.db");
    assertThatThrownBy(() -> index.retire(Retirement.drop(row), CALL))
        .isInstanceOf(AccessDenied.class);
    assertThat(index.newest("next", Consistency.CONSISTENT, CALL)).isNull();

    Location there = new Location("", "there");
    assertThat(objects.stat(there, CALL)).isNotNull();
    assertThat(objects.list("", "", 9, CALL).objects()).hasSize(1);
    assertThatThrownBy(() -> objects.put(Samples.upload("next", new byte[9]), CALL))
        .isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> objects.delete(there, CALL)).isInstanceOf(AccessDenied.class);
    assertThat(objects.abortUploads("", Instant.now(), CALL)).isZero();
    assertThat(objects.stat(there, CALL)).isNotNull();
  }
}
