package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The blocks of Java in the documentation, each of which is a snippet of this module, to the
 * letter.
 */
class SnippetsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile(
          "<version>([^<]+)</version>|[a-z0-9-]+(?:\\.[a-z0-9-]+)+:[a-z0-9-]+:(\\d[\\w.-]*)");
  private static final Pattern SNIPPET =
      Pattern.compile("// snippet \\S+\n(.*?)\n *// end", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> blocksOfJavaAreCompiledAndRun() throws IOException {
    List<String> snippets = snippets();
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        String code = normal(block.group(1));
        String name = ROOT.relativize(page) + " at " + block.start();
        tests.add(DynamicTest.dynamicTest(name, () -> assertThat(snippets).contains(code)));
      }
    }
    assertThat(tests).as("blocks of Java in the documentation").hasSizeGreaterThan(5);
    return tests.stream();
  }

  @Test
  void versionsOfArtifactsAreThoseOfTheBuild() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    List<String> others = new ArrayList<>();
    int versions = 0;
    for (Path page : pages()) {
      Matcher version = VERSION.matcher(Files.readString(page));
      while (version.find()) {
        versions++;
        String number = version.group(1) != null ? version.group(1) : version.group(2);
        if (!pom.contains(">" + number + "<")) {
          others.add(ROOT.relativize(page) + ": " + version.group());
        }
      }
    }
    assertThat(versions).as("versions of artifacts").isGreaterThan(5);
    assertThat(others).as("versions that the root pom does not have").isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static List<String> snippets() throws IOException {
    List<String> snippets = new ArrayList<>();
    // What needs an emulator is compiled and run where the emulators are.
    for (Path root :
        List.of(Path.of("src"), ROOT.resolve("aws/src/test"), ROOT.resolve("provision/src/test"))) {
      try (Stream<Path> sources = Files.walk(root)) {
        for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          Matcher snippet = SNIPPET.matcher(Files.readString(source));
          while (snippet.find()) {
            snippets.add(normal(snippet.group(1)));
          }
        }
      }
    }
    return snippets;
  }

  /** Returns code without white space, and with the store that a reader would name. */
  private static String normal(String code) {
    return code.replaceAll("\\s+", "").replace("\"file:.vhs\"", "uri");
  }
}
