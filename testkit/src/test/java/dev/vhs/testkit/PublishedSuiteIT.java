package dev.vhs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published suites run for somebody who has only what is exported: they are compiled and run
 * against a backend in a module of its own, on the module path.
 */
class PublishedSuiteIT {
  private static final Path SOURCES = Path.of("src/it/own-backend");
  private static final Pattern SUMMARY =
      Pattern.compile("succeeded (\\d+), failed (\\d+), skipped (\\d+)");

  /** The laws of an index, of objects and of stores, each at least once. */
  private static final int LAWS = 250;

  @TempDir Path classes;

  @Test
  void theSuitesRunInAModuleThatSeesOnlyWhatIsExported() throws Exception {
    String modulePath = modulePath();
    compile(modulePath);
    Path output = classes.resolve("output.txt");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath + File.pathSeparator + classes,
                // Laws compress; core finds zstd where its user asks for it.
                "--add-modules",
                "com.github.luben.zstd_jni",
                "--module",
                "com.example.backend/com.example.backend.RunSuites")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = run.waitFor(5, TimeUnit.MINUTES);
    run.destroyForcibly();
    String printed = Files.readString(output);
    assertThat(ended).as(printed).isTrue();
    assertThat(run.exitValue()).as(printed).isZero();
    Matcher summary = SUMMARY.matcher(printed);
    assertThat(summary.find()).as(printed).isTrue();
    assertThat(Integer.parseInt(summary.group(1))).as(printed).isGreaterThan(LAWS);
    assertThat(Integer.parseInt(summary.group(2))).as(printed).isZero();
  }

  /** The engine's rooms are open to the simulation alone. */
  @Test
  void coreExportsNothingMoreToTheTestkit() {
    Path[] path =
        Stream.of(modulePath().split(File.pathSeparator, -1)).map(Path::of).toArray(Path[]::new);
    ModuleDescriptor core = ModuleFinder.of(path).find("dev.vhs.core").orElseThrow().descriptor();
    assertThat(core.exports()).isNotEmpty();
    assertThat(core.exports())
        .filteredOn(ModuleDescriptor.Exports::isQualified)
        .allSatisfy(export -> assertThat(export.targets()).containsExactly("dev.vhs.simulation"));
  }

  private void compile(String modulePath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "--release",
              "17",
              "-proc:none",
              "--module-path",
              modulePath,
              "-d",
              classes.toString());
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  /** Returns the class path of this test, without the tests themselves. */
  private static String modulePath() {
    List<String> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.endsWith("test-classes") && Files.exists(Path.of(entry))) {
        path.add(entry);
      }
    }
    return String.join(File.pathSeparator, path);
  }
}
