package dev.vhs.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  private final Amounts.DurationConverter durations = new Amounts.DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "1023,1023 B",
    "1024,1.0 KiB",
    "1536,1.5 KiB",
    "1048524,1023.9 KiB",
    "1048525,1.0 MiB",
    "1048576,1.0 MiB",
    "4294967296,4.0 GiB",
    "-1,?",
    "9223372036854775807,8.0 EiB"
  })
  void sizes(long bytes, String text) {
    assertThat(Amounts.size(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "1,1 byte",
    "999,999 bytes",
    "1000,'1,000 bytes'",
    "1234567,'1,234,567 bytes'"
  })
  void counts(long number, String text) {
    assertThat(Amounts.count(number, "byte")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"30d,720", "12h,12", "1d12h,36", "2w,336", "PT36H,36", "P1D,24", "120m,2", "7200s,2"})
  void durations(String text, long hours) {
    assertThat(durations.convert(text)).isEqualTo(Duration.ofHours(hours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "d", "3", "3x", "-3d", "1h1d", "99999999999999999999d", "9999999999999999w"})
  void noDurations(String text) {
    assertThatThrownBy(() -> durations.convert(text)).isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s",
    "PT1H,1 h",
    "PT24H,24 h",
    "PT47H59M,47 h 59 min",
    "PT48H,2 d",
    "PT76H,3 d 4 h",
    "PT90M,1 h 30 min",
    "PT1.5S,1.5 s",
    "PT0.000000001S,0.000000001 s",
    "PT-1M-0.25S,-1 min 0.25 s",
    "PT48000H,'2,000 d'"
  })
  void durationsInWords(String iso, String words) {
    assertThat(Amounts.duration(Duration.parse(iso))).isEqualTo(words);
    assertThat(PlainWords.of(iso)).isEqualTo(words);
    assertThat(PlainWords.of("It can't take " + iso + ": the store's is less"))
        .isEqualTo("It can't take " + words + ": the store's is less");
    assertThat(PlainWords.of("'it's " + iso + "' took " + iso))
        .isEqualTo("'it's " + iso + "' took " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT", "PTX", "xPT1H", "PT1Hx", "PT1H2", "the PT of the team", "a-PT1H"})
  void otherTextsAreNoDurations(String text) {
    assertThat(PlainWords.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "README.md,text/markdown", "a/b.JSON,application/json", "noext,application/octet-stream",
    "dir.d/noext,application/octet-stream", ".gitignore,application/octet-stream",
        "x.java,text/x-java",
    "-,application/octet-stream", "x.,application/octet-stream"
  })
  void contentTypes(String name, String type) {
    assertThat(ContentTypes.ofFileName(name)).isEqualTo(type);
  }

  @Test
  void printableLeavesOrdinaryTextAlone() {
    assertThat(Printable.id("a/b c \u00fc \u4e2d \ud83d\udc69\u200d\ud83d\ude80"))
        .isEqualTo("a/b c \u00fc \u4e2d \ud83d\udc69\u200d\ud83d\ude80");
    assertThat(Printable.id(" a")).isEqualTo("' a'");
    assertThat(Printable.line("a\u001bb\u0085c\ud800")).isEqualTo("a\\u{1b}b\\u{85}c\\u{d800}");
    assertThat(Printable.line("\u2066x")).isEqualTo("\\u{2066}x");
  }
}
