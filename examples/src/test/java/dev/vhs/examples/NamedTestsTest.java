package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that pages of the design name as what shows a promise; each of them exists. */
class NamedTestsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT|Laws|Contract))(?:#(\\w+))?`");
  private static final Pattern TEST =
      Pattern.compile(
          "(?m)^"
              + " +@(?:Test|TestFactory|EachVariant|ParameterizedTest|RepeatedTest|Property|Example)\\b");
  private static final Set<String> SKIPPED_FOLDERS = Set.of("target", ".git", "node_modules");

  @Test
  void everyTestThatAPageNamesExists() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path page : pages()) {
      Matcher test = NAMED.matcher(Files.readString(page));
      while (test.find()) {
        named++;
        String source = sources.get(test.group(1) + ".java");
        if (source == null || (test.group(2) != null && !isTest(test.group(2), source))) {
          missing.add(ROOT.relativize(page) + ": " + test.group());
        }
      }
    }
    assertThat(named).as("tests that are named").isGreaterThan(50);
    assertThat(missing).as("tests that are named and don't exist").isEmpty();
  }

  /** Checks that each promise of the threat model says which test shows it. */
  @Test
  void everyPromiseOfTheThreatModelHasItsTest() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/design/threat-model.md"));
    List<String> promises = new ArrayList<>();
    boolean inPromises = false;
    for (String line : page.lines().toList()) {
      if (line.equals("| promise | shown by |")) {
        inPromises = true;
      } else if (!line.startsWith("|")) {
        inPromises = false;
      } else if (inPromises && !line.startsWith("|---")) {
        promises.add(line);
      }
    }
    assertThat(promises).as("promises").hasSizeGreaterThan(30);
    assertThat(promises)
        .allSatisfy(
            promise ->
                assertThat(NAMED.matcher(promise).results())
                    .as(promise)
                    .isNotEmpty()
                    .allMatch(test -> test.group(2) != null));
  }

  /** Returns whether a method of that name has an annotation that makes it a test. */
  private static boolean isTest(String method, String source) {
    Matcher declaration = Pattern.compile("\\n  +[\\w<> ]*\\b" + method + "\\(").matcher(source);
    while (declaration.find()) {
      String above = source.substring(0, declaration.start());
      if (TEST.matcher(above.substring(above.lastIndexOf("\n\n") + 1)).find()) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> design = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("SECURITY.md")),
              design.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** Returns the sources of all modules by the names of their files. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".java")) {
              sources.merge(name, Files.readString(file), (one, other) -> one + other);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
