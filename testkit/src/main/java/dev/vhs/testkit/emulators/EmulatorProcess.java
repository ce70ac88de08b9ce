package dev.vhs.testkit.emulators;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running emulator. It ends with this JVM, however that ends: {@link EmulatorMain} watches its
 * standard input, which this JVM holds open and never writes to.
 */
final class EmulatorProcess {
  /** On a machine with much else to do; an idle one needs less than 5 seconds. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 50;

  /** A port that is free when it is chosen may be taken a moment later. */
  private static final int TRIES = 3;

  private static final int OK = 200;

  private final EmulatorSpec spec;
  private final URI endpoint;
  private final Process process;
  private final OutputTail output;

  private EmulatorProcess(EmulatorSpec spec, int port, Process process) {
    this.spec = spec;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.process = process;
    this.output = new OutputTail(process.getInputStream());
  }

  /**
   * Starts an emulator, and waits until it answers.
   *
   * @param marker where the emulator's marker was found
   */
  static EmulatorProcess start(EmulatorSpec spec, URL marker) {
    for (int tries = 1; ; tries++) {
      EmulatorProcess started = launch(spec, marker);
      if (started.answers()) {
        return started;
      }
      if (tries == TRIES) {
        throw started.died();
      }
    }
  }

  private static EmulatorProcess launch(EmulatorSpec spec, URL marker) {
    try {
      int port = freePort();
      Path directory = Files.createTempDirectory("vhs-emulator-");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add(spec.heap());
      // Starting is most of what it does: this halves the processor time that takes.
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-XX:+UseSerialGC");
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("-Djava.io.tmpdir=" + directory);
      command.add(EmulatorMain.class.getName());
      command.add(spec.mainClass());
      command.addAll(spec.arguments().apply(port));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(directory.toFile()).redirectErrorStream(true);
      // Class paths of tests may be longer than a command line may be.
      builder.environment().put("CLASSPATH", classPath(spec, marker));
      return new EmulatorProcess(spec, port, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String classPath(EmulatorSpec spec, URL marker) throws IOException {
    Stream<String> emulator =
        switch (spec.classPath()) {
          case OF_ITS_JAR -> Stream.of(jar(marker));
          case OF_TESTS -> pathsOfTests();
        };
    URL testkit = EmulatorMain.class.getProtectionDomain().getCodeSource().getLocation();
    return Stream.concat(Stream.of(path(testkit)), emulator)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> pathsOfTests() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(property -> System.getProperty(property, ""))
        .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
        .filter(path -> !path.isEmpty())
        .map(path -> Path.of(path).toAbsolutePath().toString());
  }

  private static String jar(URL marker) throws IOException {
    return marker.openConnection() instanceof JarURLConnection connection
        ? path(connection.getJarFileURL())
        : path(marker);
  }

  private static String path(URL file) {
    try {
      return Path.of(file.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no file: " + file, e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  void requireAlive() {
    // A Process takes a moment longer to know of its end than those who wait for its handle.
    if (!process.toHandle().isAlive()) {
      throw died();
    }
  }

  private AssertionError died() {
    return new AssertionError(
        "%s ended with exit code %d. Its last output:%n%s"
            .formatted(spec.name(), exitCode(), output.text()));
  }

  private int exitCode() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + spec.name() + " ended", e);
    }
  }

  /** Returns whether it answers; false where it has died instead. */
  private boolean answers() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest probe =
        HttpRequest.newBuilder(spec.probe().apply(endpoint), (name, value) -> true)
            .timeout(PROBE_LIMIT)
            .build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        // Another process may answer on a port that was taken, but then ours is about to die.
        if (isAnswered(client, probe) && process.isAlive()) {
          return true;
        }
        if (System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new AssertionError(
              "%s did not answer within %s. Its last output:%n%s"
                  .formatted(spec.name(), START_LIMIT, output.text()));
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new AssertionError("interrupted while " + spec.name() + " started", e);
    }
  }

  private static boolean isAnswered(HttpClient client, HttpRequest probe)
      throws InterruptedException {
    try {
      return client.send(probe, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      // It doesn't listen yet; the caller that polls has a deadline.
      return false;
    }
  }
}
