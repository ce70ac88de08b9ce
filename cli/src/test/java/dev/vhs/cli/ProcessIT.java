package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.cli.transfer.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as processes of their own: pipes, streams, a small heap, kills. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class ProcessIT {
  private static final int MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Process> started = new ArrayList<>();

  @TempDir Path dir;

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.vhs.cli.Main"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(dir.resolve("err").toFile());
    builder.environment().put("VHS_STORE", "file:" + dir.resolve("store"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private static int await(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ended in time")
        .isTrue();
    return process.exitValue();
  }

  private static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private String err() throws IOException {
    return Files.readString(dir.resolve("err"));
  }

  private String ok(String... args) throws Exception {
    Process process = start(args);
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(await(process)).as(err()).isZero();
    return out;
  }

  /** Writes so many megabytes that no compression makes smaller; their SHA-256. */
  private static String feed(OutputStream out, int megabytes) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(megabytes);
    byte[] block = new byte[MIB];
    for (int i = 0; i < megabytes; i++) {
      random.nextBytes(block);
      digest.update(block);
      out.write(block);
    }
    out.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String digest(InputStream in) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream reading = new DigestInputStream(in, digest)) {
      reading.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void versionIsThatOfThePackage() throws Exception {
    assertThat(ok("--version")).matches("vhs \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n");
  }

  @Test
  void valuesLargerThanTheHeapStreamThrough() throws Exception {
    Process put = start("put", "big", "--json");
    String sha;
    try (OutputStream in = put.getOutputStream()) {
      sha = feed(in, 128);
    }
    String out = new String(put.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(await(put)).as(err()).isZero();
    assertThat(Cli.Ran.parse(out).get("sha256").asText()).isEqualTo(sha);

    Process get = start("get", "big");
    assertThat(digest(get.getInputStream())).isEqualTo(sha);
    assertThat(await(get)).as(err()).isZero();
  }

  @Test
  void aClosedPipeEndsQuietly() throws Exception {
    Process put = start("put", "big");
    try (OutputStream in = put.getOutputStream()) {
      feed(in, 8);
    }
    assertThat(await(put)).isZero();
    Process get = start("get", "big");
    try (InputStream out = get.getInputStream()) {
      assertThat(out.readNBytes(10)).hasSize(10);
    }
    assertThat(await(get)).isEqualTo(141);
    assertThat(err()).isEmpty();
  }

  @Test
  void aPutThatIsKilledLeavesNothing() throws Exception {
    ok("put", "other", copyOfSources("f").toString());
    Process put = start("put", "half");
    OutputStream in = put.getOutputStream();
    feed(in, 4);
    put.destroyForcibly();
    assertThat(await(put)).isEqualTo(137);
    Process info = start("info", "half");
    assertThat(await(info)).isEqualTo(3);
    assertThat(ok("verify", "--deep")).endsWith("no problems\n");
    assertThat(ok("put", "half", dir.resolve("f").toString())).startsWith("half v0");
  }

  private Path copyOfSources(String name) throws IOException {
    return Files.write(dir.resolve(name), new byte[MIB]);
  }

  @Test
  void anImportThatIsKilledGoesOnWhereItWas() throws Exception {
    int count = 1_500;
    Path in = Files.createDirectories(dir.resolve("in"));
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      random.nextBytes(bytes);
      Files.write(Files.createDirectories(in.resolve("d" + i % 20)).resolve("f" + i), bytes);
    }
    Process first = start("import", in.toString());
    Path objects = dir.resolve("store/objects");
    await("some objects", () -> first.isAlive() ? childrenOf(objects) > 100 : true);
    first.destroyForcibly();
    await(first);
    var again = Cli.Ran.parse(ok("import", in.toString(), "--json"));
    assertThat(again.get("imported").asInt() + again.get("unchanged").asInt()).isEqualTo(count);
    assertThat(again.get("unchanged").asInt()).isPositive();
    assertThat(ok("verify")).startsWith("1,500 ids, ").endsWith("no problems\n");
    ok("export", dir.resolve("out").toString());
    assertThat(sums(dir.resolve("out"))).isEqualTo(sums(in));
  }

  private static long childrenOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<String> sums(Path root) throws Exception {
    List<String> sums = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        sums.add(root.relativize(file) + " " + Digests.sha256(file));
      }
    }
    return sums;
  }

  @Test
  void anInterruptedGetLeavesTheOldFileAndNoHalfOne() throws Exception {
    Process put = start("put", "big");
    try (OutputStream in = put.getOutputStream()) {
      feed(in, 96);
    }
    assertThat(await(put)).isZero();
    Path folder = Files.createDirectories(dir.resolve("results"));
    Path target = Files.writeString(folder.resolve("file"), "old");
    Process get = start("get", "big", "-o", target.toString());
    await("a temporary file", () -> !get.isAlive() || childrenOf(folder) > 1);
    get.destroy();
    int exitCode = await(get);
    if (exitCode != 0) {
      assertThat(target).hasContent("old");
    }
    assertThat(childrenOf(folder)).isEqualTo(1);
  }

  /** A long list that a scheduler ends is as long as it got. */
  @Test
  void whatWasPrintedArrivesWhenASignalEndsTheProcess() throws Exception {
    Process waiting =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.vhs.cli.shell.Waiting",
                "a line")
            .start();
    started.add(waiting);
    assertThat(waiting.getErrorStream().read()).isEqualTo('p');
    waiting.toHandle().destroy(); // that of a process closes its streams
    assertThat(waiting.getInputStream().readAllBytes()).asString().isEqualTo("a line\n");
    assertThat(await(waiting)).isEqualTo(143);
  }

  @Test
  void aNamedPipeIsReadAsAStream() throws Exception {
    Path pipe = dir.resolve("pipe.txt");
    assertThat(await(new ProcessBuilder("mkfifo", pipe.toString()).start())).isZero();
    Process put = start("put", "piped", pipe.toString());
    String sha;
    try (OutputStream out = Files.newOutputStream(pipe)) {
      sha = feed(out, 4);
    }
    assertThat(await(put)).as(err()).isZero();
    assertThat(Cli.Ran.parse(ok("info", "piped", "--json")).get("sha256").asText()).isEqualTo(sha);
  }
}
