package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The proof that each sentence of the SPI with "must" has a law: every word of it stands in a
 * quotation above a test of the contracts, in a file that names the sentence's type. Several laws
 * may share a sentence, each with a part.
 */
class SpiIsQuotedTest {
  private static final Path SPI = Path.of("../core/src/main/java/dev/vhs/spi");
  private static final Path LAWS = Path.of("src/main/java/dev/vhs/testkit/contract");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern LAW =
      Pattern.compile(
          "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@(?:Test|EachVariant|ParameterizedTest|Timeout)\\b");
  private static final Pattern QUOTE = Pattern.compile("\"([^\"]+)\"");

  /** The laws of an index or an object store, and not those of a whole store. */
  private static final Pattern HALF = Pattern.compile("extends (?:Index|Object)Laws ");

  /** A shorter fragment could stand anywhere. */
  private static final int LEAST_WORDS = 3;

  /** Sentences that describe a value, or bind the engine and not the backend. */
  private static final List<String> NO_LAWS =
      List.of(
          "the caller must not change",
          "an engine must know",
          "slots must be absent",
          "that must still hold",
          "How fresh a read must be");

  /** A part of a quotation, and the source of its law. */
  private record Fragment(String law, List<String> words) {}

  /** A sentence, and which of its words are quoted. */
  private static final class Sentence {
    private final String type;
    private final List<String> words;
    private final boolean[] quoted;

    Sentence(String type, List<String> words) {
      this.type = type;
      this.words = words;
      this.quoted = new boolean[words.size()];
    }

    void quotedBy(Fragment fragment) {
      if (!Pattern.compile("\\b" + type + "\\b").matcher(fragment.law()).find()) {
        return;
      }
      int length = fragment.words().size();
      for (int at = 0; at + length <= words.size(); at++) {
        if (words.subList(at, at + length).equals(fragment.words())) {
          Arrays.fill(quoted, at, at + length, true);
        }
      }
    }

    boolean isQuoted() {
      for (boolean each : quoted) {
        if (!each) {
          return false;
        }
      }
      return true;
    }

    /** Returns the sentence, its words without a quotation in brackets. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(type).append(':');
      for (int i = 0; i < words.size(); i++) {
        text.append(quoted[i] ? " " + words.get(i) : " [" + words.get(i) + "]");
      }
      return text.toString();
    }
  }

  @Test
  void everySentenceWithMustIsQuotedByALaw() throws IOException {
    List<Sentence> sentences = sentences();
    assertThat(sentences).as("sentences with \"must\"").hasSizeGreaterThan(35);
    for (Fragment fragment : fragments()) {
      sentences.forEach(sentence -> sentence.quotedBy(fragment));
    }
    assertThat(sentences).filteredOn(sentence -> !sentence.isQuoted()).isEmpty();
  }

  /** The laws of the two halves quote nothing but the SPI, as it reads now. */
  @Test
  void everyQuotationStandsInTheSpi() throws IOException {
    StringBuilder spi = new StringBuilder();
    for (Path file : sources(SPI)) {
      for (String comment : matches(COMMENT, Files.readString(file))) {
        spi.append(' ').append(String.join(" ", words(plain(comment)))).append(' ');
      }
    }
    List<String> quoted =
        fragments().stream()
            .filter(fragment -> HALF.matcher(fragment.law()).find())
            .map(fragment -> String.join(" ", fragment.words()))
            .toList();
    assertThat(quoted).as("quotations of the SPI").hasSizeGreaterThan(100);
    assertThat(quoted).filteredOn(words -> spi.indexOf(" " + words + " ") < 0).isEmpty();
  }

  private static List<Sentence> sentences() throws IOException {
    List<Sentence> sentences = new ArrayList<>();
    for (Path file : sources(SPI)) {
      String type = file.getFileName().toString().replace(".java", "");
      for (String comment : matches(COMMENT, Files.readString(file))) {
        for (String sentence : plain(comment).split("(?<=[.:;])\\s(?=[A-Z])|\n", -1)) {
          List<String> words = words(sentence);
          String text = String.join(" ", words);
          if (words.contains("must") && NO_LAWS.stream().noneMatch(text::contains)) {
            sentences.add(new Sentence(type, words));
          }
        }
      }
    }
    return sentences;
  }

  private static List<Fragment> fragments() throws IOException {
    List<Fragment> fragments = new ArrayList<>();
    for (Path file : sources(LAWS)) {
      String law = Files.readString(file);
      for (String comment : matches(LAW, law)) {
        for (String quote : matches(QUOTE, plain(comment))) {
          for (String fragment : quote.split("…", -1)) {
            List<String> words = words(fragment);
            if (words.size() >= LEAST_WORDS) {
              fragments.add(new Fragment(law, words));
            }
          }
        }
      }
    }
    return fragments;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1)).toList();
  }

  /** Returns a comment on one line for each paragraph, item and tag, without markup. */
  private static String plain(String comment) {
    return comment
        .replaceAll("(?m)^\\s*\\*", " ")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@link(?:plain)?\\s+[^\\s}]+\\s+([^}]+)}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+([^}]+)}", "$1")
        .replaceAll("\\{@code\\s+([^}]*)}", "$1")
        .replaceAll("\\bdev\\.vhs\\.(?:spi\\.)?", "")
        .replaceAll("\\s*</?(?:p|ul|li)>\\s*|\\s(?=@(?:param|return|throws)\\b)", "\n");
  }

  /** Returns words without punctuation, a member's name without its parentheses. */
  private static List<String> words(String text) {
    return Stream.of(text.replace('#', '.').split("\\s+", -1))
        .map(word -> word.replaceAll("^[.,;:()\"]+|[.,;:()\"]+$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
