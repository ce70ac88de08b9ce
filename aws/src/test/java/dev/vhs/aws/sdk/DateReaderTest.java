package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class DateReaderTest {
  private final DateReader reader = new DateReader(DateTimeFormatter.RFC_1123_DATE_TIME);

  @Test
  void eachTextSaysItsOwnDate() {
    for (int round = 0; round < 2; round++) {
      assertThat(reader.read("Tue, 03 Mar 2026 12:00:00 GMT"))
          .isEqualTo(Instant.parse("2026-03-03T12:00:00Z"))
          .isEqualTo(reader.read("Tue, 03 Mar 2026 12:00:00 GMT"));
      assertThat(reader.read("Tue, 03 Mar 2026 12:00:01 GMT"))
          .isEqualTo(Instant.parse("2026-03-03T12:00:01Z"));
    }
  }

  @Test
  void whatIsNoDateIsNotRemembered() {
    Instant date = reader.read("Tue, 03 Mar 2026 12:00:00 GMT");
    assertThatThrownBy(() -> reader.read("soon")).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> reader.read("soon")).isInstanceOf(DateTimeException.class);
    assertThat(reader.read("Tue, 03 Mar 2026 12:00:00 GMT")).isEqualTo(date);
  }
}
