package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first program of a reader: the README's example, with the libraries that the blocks of
 * dependencies name and what these bring, and no other. The rehearsal of a release has Maven
 * resolve the same block.
 */
class FirstProgramIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NAMED = Set.of("vhs-bom", "vhs-local", "jackson-databind");

  /** Those libraries, and the ones that they bring. */
  private static final List<String> LIBRARIES =
      List.of(
          "vhs-core",
          "vhs-local",
          "jspecify",
          "sqlite-jdbc",
          "jackson-core",
          "jackson-databind",
          "jackson-annotations");

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern GRADLE = Pattern.compile("```kotlin\n(.*?)```", Pattern.DOTALL);
  private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final Pattern COORDINATES = Pattern.compile("\"[\\w.]+:([\\w-]+)(?::[^\"]+)?\"");

  @TempDir Path dir;

  /** The outcome of a program. */
  private record Ran(int exitCode, String out, String err) {}

  @Test
  void theBlocksNameTheSameLibraries() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String guide = Files.readString(ROOT.resolve("docs/guide/get-started.md"));
    assertThat(names(XML, ARTIFACT, guide)).isEqualTo(NAMED);
    assertThat(names(GRADLE, COORDINATES, guide)).isEqualTo(NAMED);
    assertThat(names(GRADLE, COORDINATES, readme)).isEqualTo(NAMED);
  }

  private static Set<String> names(Pattern block, Pattern name, String page) {
    Matcher first = block.matcher(page);
    assertThat(first.find()).isTrue();
    return name.matcher(first.group(1))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void theReadmesExampleRunsAndPrintsNoWarning() throws Exception {
    Path classes = compile();
    Ran ran = run(classes, LIBRARIES);
    assertThat(ran).isEqualTo(new Ran(0, "", ""));
    assertThat(dir.resolve(".vhs")).isDirectory();
  }

  @Test
  void withoutJacksonItSaysWhatToAdd() throws Exception {
    Path classes = compile();
    List<String> fewer = new ArrayList<>(LIBRARIES);
    fewer.removeAll(List.of("jackson-databind", "jackson-annotations"));
    Ran ran = run(classes, fewer);
    assertThat(ran.exitCode()).isOne();
    assertThat(ran.err().lines().findFirst().orElseThrow())
        .contains("Codec.json needs com.fasterxml.jackson.core:jackson-databind");
  }

  /** Compiles the blocks of Java in the README as a program. */
  private Path compile() throws IOException {
    List<String> blocks =
        JAVA.matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    String program =
        """
        import dev.vhs.*;

        class Program {
          public static void main(String[] arguments) {
        %s  }
        }
        """
            .formatted(blocks.get(0));
    Path source = Files.writeString(dir.resolve("Program.java"), program);
    Path book = Files.writeString(dir.resolve("Book.java"), blocks.get(1));
    Path classes = Files.createDirectory(dir.resolve("classes"));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                printer,
                printer,
                "--release",
                "17",
                "-proc:none",
                "-classpath",
                classPath(LIBRARIES),
                "-d",
                classes.toString(),
                source.toString(),
                book.toString());
    assertThat(result).as("%s%n%s", program, messages).isZero();
    return classes;
  }

  private Ran run(Path classes, List<String> libraries) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED"); // as the guide says
    command.addAll(List.of("-cp", classes + File.pathSeparator + classPath(libraries), "Program"));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // It would be told of on standard error.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process program = builder.start();
    boolean ended = program.waitFor(2, TimeUnit.MINUTES);
    program.destroyForcibly();
    assertThat(ended).as("the program ended").isTrue();
    return new Ran(program.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Returns the class path of some libraries, each taken from the path of this test. */
  private static String classPath(List<String> libraries) {
    List<String> entries =
        Stream.of("jdk.module.path", "java.class.path")
            .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator, -1)))
            .filter(entry -> !entry.isEmpty())
            .toList();
    return libraries.stream()
        .map(
            library ->
                entries.stream()
                    .filter(entry -> isLibrary(entry, library))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(library + " is not in " + entries)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns whether an entry is a jar of the library, or the classes of a module of this build. */
  private static boolean isLibrary(String entry, String library) {
    Path path = Path.of(entry);
    String module = library.replaceFirst("^vhs-", "");
    return String.valueOf(path.getFileName()).matches(Pattern.quote(library) + "-\\d.*\\.jar")
        || (library.startsWith("vhs-") && path.startsWith(ROOT.resolve(module).resolve("target")));
  }
}
