package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example in the documentation of a published class is compiled, as a reader copies it. */
class JavadocExamplesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> PUBLISHED = List.of("core", "local", "aws", "testkit");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<pre>\\{@code\\s*\n(.*?)\n[ *]*}</pre>|\\{@snippet[^:]*:\n(.*?)\n[ *]*}\n",
          Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public |final )*(?:class|record) ");

  /** The imports that an editor adds. */
  private static final List<String> IMPORTS =
      List.of(
          "com.fasterxml.jackson.core.type.*",
          "dev.vhs.*",
          "dev.vhs.aws.*",
          "dev.vhs.local.*",
          "dev.vhs.memory.*",
          "dev.vhs.spi.*",
          "dev.vhs.testkit.contract.*",
          "dev.vhs.testkit.emulators.*",
          "dev.vhs.testkit.faults.*",
          "dev.vhs.testkit.junit.*",
          "java.io.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "org.junit.jupiter.api.*",
          "org.junit.jupiter.api.io.*");

  /** The reader's own class, where an example says that he brings it. */
  private static final String BROUGHT =
      """
      record OtherProgram(Path table) implements ForeignWriter {
        public void write(String id, long version, Location payload) {}
        public void put(String id, long version, Location payload) {}
      }
      """;

  @TempDir Path classes;

  @TestFactory
  Stream<DynamicTest> examplesAreCompiled() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path source : sources()) {
      Matcher example = EXAMPLE.matcher(Files.readString(source));
      while (example.find()) {
        String code = example.group(1) == null ? example.group(2) : example.group(1);
        String name = ROOT.relativize(source) + " at " + example.start();
        tests.add(DynamicTest.dynamicTest(name, () -> compile(plain(code))));
      }
    }
    assertThat(tests).as("examples in the documentation of classes").hasSizeGreaterThan(8);
    return tests.stream();
  }

  /** The types that a reader meets first. */
  @ParameterizedTest
  @ValueSource(strings = {"Vhs", "VersionedStore", "Codec", "Versioned"})
  void theFirstTypesOfAReaderHaveExamples(String type) throws IOException {
    Path source = ROOT.resolve("core/src/main/java/dev/vhs/" + type + ".java");
    assertThat(EXAMPLE.matcher(Files.readString(source)).find()).isTrue();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : PUBLISHED) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  /** Returns the code of a comment; dots stand for the reader's own code. */
  private static String plain(String comment) {
    return comment.replaceAll("(?m)^ *\\* ?", "").replace("…", "");
  }

  private void compile(String code) {
    StringBuilder unit = new StringBuilder();
    IMPORTS.forEach(name -> unit.append("import ").append(name).append(";\n"));
    unit.append(BROUGHT);
    if (TYPE.matcher(code).find()) {
      unit.append(code);
    } else {
      unit.append("class Example { void example() throws Exception {\n")
          .append(code)
          .append("\n} }");
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"),
            // A jar of the SDK's holds a source of the name VersionInfo.
            "-sourcepath",
            classes.toString(),
            "-d",
            classes.toString());
    boolean compiled =
        compiler
            .getTask(messages, null, null, options, null, List.of(new Unit(unit.toString())))
            .call();
    assertThat(compiled).as("%s%n%s", unit, messages).isTrue();
  }

  private static final class Unit extends SimpleJavaFileObject {
    private final String code;

    Unit(String code) {
      super(URI.create("string:///Unit.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
