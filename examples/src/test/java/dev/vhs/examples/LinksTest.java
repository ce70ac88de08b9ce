package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The links of the documentation: each relative one leads to a file and a heading that are there,
 * each {@code docs/} path that a source names exists, and each page can be reached from the README.
 */
class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern NAMED_PAGE =
      Pattern.compile("(?<![\\w./-])docs/[\\w./-]*\\.(?:md|svg|csv)");

  private static final Set<String> SKIPPED_FOLDERS = Set.of("target", ".git", ".vhs", ".terraform");
  private static final Set<String> TEXTS =
      Set.of("java", "md", "xml", "tf", "hcl", "sh", "yml", "yaml", "properties", "svg");

  /** Returns every file of the project that is text, but what the build makes. */
  private static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(LinksTest::isText).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isText(Path file) {
    for (Path part : ROOT.relativize(file)) {
      if (SKIPPED_FOLDERS.contains(part.toString())) {
        return false;
      }
    }
    String name = file.getFileName().toString();
    return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))
        || List.of(Path.of("vhs"), Path.of(".ci/run"), Path.of("benchmarks/run"))
            .contains(ROOT.relativize(file));
  }

  private static List<Path> pages() throws IOException {
    return texts().stream().filter(file -> file.toString().endsWith(".md")).toList();
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String target : links(Files.readString(page))) {
        links++;
        if (!leadsSomewhere(page, target)) {
          broken.add(ROOT.relativize(page) + ": " + target);
        }
      }
    }
    assertThat(links).as("relative links").isGreaterThan(50);
    assertThat(broken).as("links that lead nowhere").isEmpty();
  }

  @Test
  void everyPageThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path file : texts()) {
      Matcher path = NAMED_PAGE.matcher(Files.readString(file));
      while (path.find()) {
        named++;
        if (!Files.isRegularFile(ROOT.resolve(path.group()))) {
          missing.add(ROOT.relativize(file) + ": " + path.group());
        }
      }
    }
    assertThat(named).as("pages that are named").isGreaterThan(10);
    assertThat(missing).as("pages that are named and not there").isEmpty();
  }

  @Test
  void everyPageCanBeReachedFromTheReadme() throws IOException {
    Set<Path> reached = new HashSet<>();
    reach(ROOT.resolve("README.md"), reached);
    assertThat(pages().stream().filter(page -> page.startsWith(ROOT.resolve("docs"))))
        .as("pages of docs")
        .isNotEmpty()
        .allMatch(reached::contains, "can be reached from README.md by links");
  }

  private static void reach(Path page, Set<Path> reached) throws IOException {
    if (!reached.add(page)) {
      return;
    }
    for (String target : links(Files.readString(page))) {
      Path next = file(page, target);
      if (next.toString().endsWith(".md") && Files.isRegularFile(next)) {
        reach(next, reached);
      }
    }
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    Path file = file(page, target);
    if (!Files.exists(file)) {
      return false;
    }
    int hash = target.indexOf('#');
    return hash < 0 || anchors(Files.readString(file)).contains(target.substring(hash + 1));
  }

  private static Path file(Path page, String target) {
    String path = target.replaceFirst("#.*", "");
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  private static List<String> links(String text) {
    Matcher link = LINK.matcher(BLOCK.matcher(text).replaceAll(""));
    List<String> targets = new ArrayList<>();
    while (link.find()) {
      if (!ELSEWHERE.matcher(link.group(1)).matches()) {
        targets.add(link.group(1));
      }
    }
    return targets;
  }

  /** Returns what a page's headings are called in links: lower case, dashes, no punctuation. */
  private static Set<String> anchors(String text) {
    Matcher heading = HEADING.matcher(BLOCK.matcher(text).replaceAll(""));
    Set<String> anchors = new HashSet<>();
    while (heading.find()) {
      String words = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }
}
