package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages are read by people: they have units, and no names of Java's classes. */
class MessageTextsTest {
  @Test
  void durationsHaveUnits() {
    assertThat(Durations.text(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Durations.text(Duration.ofNanos(12))).isEqualTo("12 ns");
    assertThat(Durations.text(Duration.ofMillis(250))).isEqualTo("250 ms");
    assertThat(Durations.text(Duration.ofSeconds(30))).isEqualTo("30 s");
    assertThat(Durations.text(Duration.ofMillis(61_500))).isEqualTo("1 min 1 s 500 ms");
    assertThat(Durations.text(Duration.ofHours(24))).isEqualTo("24 h");
    assertThat(Durations.text(Duration.ofHours(50))).isEqualTo("2 days 2 h");
    assertThat(Durations.text(Duration.ofMinutes(-5))).isEqualTo("-5 min");
  }

  @Test
  void failuresOfFilesSayWhatWentWrong() {
    assertThat(IoFailures.text(new NoSuchFileException("a.txt"))).isEqualTo("no such file: a.txt");
    assertThat(IoFailures.text(new AccessDeniedException("a.txt")))
        .isEqualTo("permission denied: a.txt");
    assertThat(IoFailures.text(new FileSystemException("a.txt", null, "Too many links")))
        .isEqualTo("Too many links: a.txt");
    assertThat(IoFailures.text(new IOException("reset by peer"))).isEqualTo("reset by peer");
    assertThat(IoFailures.text(new IOException())).isEqualTo("input or output failed");
  }
}
