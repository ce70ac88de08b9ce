package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, as unpacked from the zip and as it stands in a source tree. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  private static final String BUILDING = "vhs: building ";
  private static final String PREPARING = "vhs: preparing ";
  private static final byte[] NOTHING = {};

  @TempDir Path dir;
  private Path home;
  private Path elsewhere;

  @BeforeEach
  void unpack() throws Exception {
    home = dir.resolve("a folder, unpacked");
    copy(Path.of(System.getProperty("vhs.home")), home);
    elsewhere = Files.createDirectory(dir.resolve("else where"));
  }

  @Test
  void runsFromAnyFolderThroughLinks() throws Exception {
    Path direct = Files.createSymbolicLink(dir.resolve("vhs link"), home.resolve("bin/vhs"));
    Path relative = Files.createSymbolicLink(elsewhere.resolve("v"), Path.of("../vhs link"));
    for (Path vhs : List.of(home.resolve("bin/vhs"), direct, relative)) {
      StartedVhs.Result result = run(vhs, "--version");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).asString().startsWith("vhs ");
    }
  }

  @Test
  void leavesStreamsAndExitCodeAlone() throws Exception {
    byte[] value = new byte[300_000];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) (i * 31);
    }
    Path vhs = home.resolve("bin/vhs");
    StartedVhs.Result put = start(vhs, Map.of(), "put", "two words", "-").finish(value);
    assertThat(put.exitCode()).as(put.err()).isZero();
    assertThat(run(vhs, "get", "two words").out()).isEqualTo(value);
    StartedVhs.Result missing = run(vhs, "get", "missing");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.out()).isEmpty();
    assertThat(run(vhs, "--no-such-option").exitCode()).isEqualTo(2);
  }

  @Test
  void preparesFastStartsOnTheSecondRunAndAgainForAnotherJava() throws Exception {
    // JDK 17 archives no class of a jar whose path needs escaping in a URL.
    home = Files.move(home, dir.resolve("unpacked"));
    assertThat(runPreparing("").err()).isEmpty();
    assertThat(runPreparing("").err()).startsWith(PREPARING).hasLineCount(1);

    Path log = dir.resolve("classes.log");
    StartedVhs.Result result = runPreparing("-Xlog:class+load:file=" + log);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(log).content().contains("dev.vhs.cli.Main source: shared objects file");

    Path mark = find(dir.resolve("cache"), "ready").resolve("java");
    Files.setLastModifiedTime(mark, FileTime.from(Instant.EPOCH));
    assertThat(runPreparing("").err()).startsWith(PREPARING);
    assertThat(runPreparing("").err()).isEmpty();
  }

  @Test
  void runsWithoutAnywhereToPrepare() throws Exception {
    Map<String, String> nowhere = Map.of("VHS_PREPARE", "", "XDG_CACHE_HOME", "/dev/null");
    for (int i = 0; i < 2; i++) {
      StartedVhs.Result result = runWith(nowhere, "--version");
      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
    }
  }

  /** Code in a cache runs as the user, so nobody else may have put it there. */
  @Test
  void aCacheThatOthersCanEnterIsNotUsed() throws Exception {
    home = Files.move(home, dir.resolve("unpacked"));
    runPreparing("");
    runPreparing("");
    Path cache = dir.resolve("cache/vhs");
    for (Path made : List.of(dir.resolve("cache"), cache, find(cache, "ready"))) {
      assertThat(permissions(made)).as("%s", made).isEqualTo("rwx------");
    }
    Path ready = find(cache, "ready");
    String loads = "org.sqlite.lib.path = " + ready;
    assertThat(runPreparing("-XshowSettings:properties").err()).contains(loads);
    for (String open : List.of("rwxrwxrwx", "rwxr-xr-x", "rwxrwx---", "rwx-----x")) {
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(open));
      StartedVhs.Result refused = runPreparing("-XshowSettings:properties");
      assertThat(refused.exitCode()).isZero();
      assertThat(refused.out()).asString().startsWith("vhs ");
      assertThat(refused.err())
          .startsWith("vhs: starting slowly, since others may have written to " + cache + ". ")
          .doesNotContain(ready.toString());
    }
    Map<String, String> quietly = Map.of("VHS_JAVA_OPTS", "-XshowSettings:properties");
    assertThat(runWith(quietly, "--version").err()).doesNotContain("vhs: ", ready.toString());
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwx------"));
    assertThat(runPreparing("-XshowSettings:properties").err()).contains(loads);
  }

  @Test
  void aCacheThatIsALinkOrAnothersIsNotUsed() throws Exception {
    home = Files.move(home, dir.resolve("unpacked"));
    Path closed = Files.createDirectories(dir.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Path cache = Files.createDirectory(dir.resolve("cache")).resolve("vhs");
    Files.createSymbolicLink(cache, closed);
    assertThat(runPreparing("").err()).startsWith("vhs: starting slowly").hasLineCount(1);
    assertThat(closed).isEmptyDirectory();
    Files.delete(cache);

    Files.move(closed, cache);
    assertThat(runPreparing("").err()).isEmpty();
    assumeTrue(Files.getAttribute(dir, "unix:uid").equals(0), "only root gives files away");
    Files.setAttribute(cache, "unix:uid", 4711);
    assertThat(runPreparing("").err()).startsWith("vhs: starting slowly").hasLineCount(1);
    Files.setAttribute(cache, "unix:uid", 0);
    assertThat(runPreparing("").err()).startsWith(PREPARING).hasLineCount(1);
    Files.setAttribute(find(cache, "ready"), "unix:uid", 4711);
    assertThat(runPreparing("").err()).startsWith("vhs: starting slowly").hasLineCount(1);
  }

  @Test
  void aFolderBesideTheJarsThatOthersCanWriteToIsNotUsed() throws Exception {
    home = Files.move(home, dir.resolve("unpacked"));
    Path start = Files.createDirectory(home.resolve("start"));
    assertThat(runPreparing("").err()).startsWith(PREPARING).hasLineCount(1);
    assertThat(runPreparing("").err()).isEmpty();
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(runPreparing("").err()).startsWith("vhs: starting slowly").hasLineCount(1);
  }

  /** Runs a script in which {@code vhs} is this one. */
  private StartedVhs.Result script(Map<String, String> env, String text) throws Exception {
    Path script = dir.resolve("script");
    Files.writeString(script, "#!/bin/sh\nvhs() { '" + home + "/bin/vhs' \"$@\"; }\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return start(script, env).finish(NOTHING);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** The JVM would take the first file that it opens for the closed stream, and crash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "put x <&-               | 1 | vhs put: The value for 'x' can't be read",
        "get value >&-           | 1 | vhs get: Can't write to standard output",
        "put x <&- >&-           | 1 | vhs put: The value for 'x' can't be read",
        "get value -o copy <&-   | 0 | ''",
        "put y value <&- >&- 2>&- | 1 | ''",
        "get value -o copy >&- 2>&- | 0 | ''",
        "get none 2>&-           | 3 | ''",
      })
  void aClosedStreamIsNoOther(String call, int exitCode, String says) throws Exception {
    Files.writeString(elsewhere.resolve("value"), "v");
    assertThat(run(home.resolve("bin/vhs"), "put", "value", "value").exitCode()).isZero();
    StartedVhs.Result result = script(Map.of(), "vhs " + call);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).startsWith(says).hasLineCount(says.isEmpty() ? 0 : 1);
    assertThat(run(home.resolve("bin/vhs"), "info", "x").exitCode()).isEqualTo(3);
  }

  /** A name says nothing: where no such locale is installed, the characters are those of C. */
  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL", "LC_CTYPE", "LANG"})
  void aLocaleThatIsNotInstalledDoesNotMergeIds(String variable) throws Exception {
    Map<String, String> locale = new HashMap<>(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""));
    locale.put(variable, "xx_XX.UTF-8");
    // A script, since this JVM may be in a locale that can't write such names.
    StartedVhs.Result result =
        script(
            locale,
            """
            set -e
            mkdir tree
            echo 1 >tree/Gr\u00f6\u00dfe
            echo 2 >tree/Gr\u00fc\u00dfe
            vhs put d\u00e4 tree/Gr\u00f6\u00dfe
            vhs put d\u00e5 tree/Gr\u00fc\u00dfe
            vhs import tree
            vhs export out
            cd out && head -n 1 d\u00e4 d\u00e5 Gr\u00f6\u00dfe Gr\u00fc\u00dfe
            """);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(new String(result.out(), StandardCharsets.UTF_8))
        .contains("d\u00e4 v0 ", "d\u00e5 v0 ", "imported 2 files")
        .endsWith(
            """
            ==> d\u00e4 <==
            1

            ==> d\u00e5 <==
            2

            ==> Gr\u00f6\u00dfe <==
            1

            ==> Gr\u00fc\u00dfe <==
            2
            """);
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Map<String, String> wrong = Map.of("JAVA_HOME", dir.toString());
    StartedVhs.Result result = runWith(wrong, "--version");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("vhs: JAVA_HOME is ").hasLineCount(1);
  }

  @Test
  void startsAtOnceBuildOnce() throws Exception {
    Path tree = sourceTree();
    List<StartedVhs> started = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      started.add(start(tree.resolve("vhs"), Map.of(), "--version"));
    }
    for (StartedVhs vhs : started) {
      assertThat(vhs.finish(NOTHING).exitCode()).isZero();
    }
    assertThat(tree.resolve("builds")).content().hasLineCount(1);
  }

  @Test
  void buildsAgainWhenSourcesChange() throws Exception {
    Path tree = sourceTree();
    assertThat(run(tree.resolve("vhs"), "--version").err()).startsWith(BUILDING).hasLineCount(1);
    assertThat(run(tree.resolve("vhs"), "--version").err()).isEmpty();
    Path source = tree.resolve("core/src/main/java/A.java");
    Files.writeString(source, "class A {}");
    assertThat(run(tree.resolve("vhs"), "--version").err()).startsWith(BUILDING);
    Files.delete(source);
    assertThat(run(tree.resolve("vhs"), "--version").err()).startsWith(BUILDING);
    assertThat(run(tree.resolve("vhs"), "--version").err()).isEmpty();
    assertThat(tree.resolve("builds")).content().hasLineCount(3);
  }

  @Test
  void aSourceTreeRunsFromAnyFolderThroughLinks() throws Exception {
    Path tree = sourceTree();
    Path direct = Files.createSymbolicLink(dir.resolve("tree link"), tree.resolve("vhs"));
    Path relative = Files.createSymbolicLink(elsewhere.resolve("t"), Path.of("../tree link"));
    for (Path vhs : List.of(direct, relative)) {
      StartedVhs.Result result = start(vhs, Map.of(), "put", "a b", "-").finish(new byte[] {7});
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
    assertThat(run(relative, "get", "a b", "--version", "1").out()).containsExactly(7);
    assertThat(elsewhere.resolve(".vhs")).isDirectory();
    assertThat(tree.resolve("builds")).content().hasLineCount(1);
  }

  @Test
  void aBuildPreparesFastStartsInItsOwnFolder() throws Exception {
    Path tree = sourceTree();
    Map<String, String> preparing = Map.of("VHS_PREPARE", "");
    StartedVhs.Result first = start(tree.resolve("vhs"), preparing, "--version").finish(NOTHING);
    assertThat(first.err()).startsWith(BUILDING).hasLineCount(1);
    assertThat(find(tree.resolve("target/vhs"), "ready").resolve("native")).isNotEmptyDirectory();
    assertThat(dir.resolve("cache")).doesNotExist();
    StartedVhs.Result second = start(tree.resolve("vhs"), preparing, "--version").finish(NOTHING);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void showsWhyABuildFailedAndTriesAgain() throws Exception {
    Path tree = sourceTree();
    Path broken = Files.createFile(tree.resolve("broken"));
    StartedVhs.Result failed = run(tree.resolve("vhs"), "--version");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("the compiler's words").endsWith("vhs: the build failed\n");
    Files.delete(broken);
    assertThat(run(tree.resolve("vhs"), "--version").exitCode()).isZero();
  }

  /** A source tree whose Maven counts its builds, and makes what the real one has made. */
  private Path sourceTree() throws IOException {
    Path tree = Files.createDirectory(dir.resolve("source tree"));
    Files.copy(DocumentedShell.ROOT.resolve("vhs"), tree.resolve("vhs"));
    Path launcher = Files.createDirectories(tree.resolve("cli/src/launcher"));
    Files.copy(
        DocumentedShell.ROOT.resolve("cli/src/launcher/build.sh"), launcher.resolve("build.sh"));
    Files.createFile(tree.resolve("pom.xml"));
    Files.createDirectories(tree.resolve("core/src/main/java"));
    Path bin = Files.createDirectory(dir.resolve("bin"));
    Path maven = bin.resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        if [ -f broken ]; then echo "the compiler's words"; exit 1; fi
        echo built >>builds
        mkdir -p cli/target/quick/vhs-1
        cp -R '%s' cli/target/quick/vhs-1/vhs-1
        """
            .formatted(home));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    return tree;
  }

  private StartedVhs start(Path vhs, Map<String, String> env, String... args) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("PATH", dir.resolve("bin") + ":" + System.getenv("PATH"));
    all.put("VHS_PREPARE", "no");
    all.put("XDG_CACHE_HOME", dir.resolve("cache").toString());
    all.putAll(env);
    return StartedVhs.start(vhs, elsewhere, all, List.of(args));
  }

  private StartedVhs.Result run(Path vhs, String... args) throws Exception {
    return start(vhs, Map.of(), args).finish(NOTHING);
  }

  private StartedVhs.Result runWith(Map<String, String> env, String... args) throws Exception {
    return start(home.resolve("bin/vhs"), env, args).finish(NOTHING);
  }

  private StartedVhs.Result runPreparing(String javaOptions) throws Exception {
    return runWith(Map.of("VHS_PREPARE", "", "VHS_JAVA_OPTS", javaOptions), "--version");
  }

  private static Path find(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
