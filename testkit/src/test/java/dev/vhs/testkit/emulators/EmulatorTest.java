package dev.vhs.testkit.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The start and end of an emulator, with processes that are quick at it. */
@Timeout(120)
class EmulatorTest {
  private static Emulator emulator(Class<?> main) {
    return new Emulator(
        new EmulatorSpec(
            "the emulator",
            "some:thing",
            EmulatorTest.class.getName().replace('.', '/') + ".class",
            EmulatorSpec.ClassPath.OF_TESTS,
            main.getName(),
            port -> List.of(Integer.toString(port)),
            "-Xmx32m",
            endpoint -> HttpRequest.newBuilder(endpoint.resolve("/")).build()));
  }

  @Test
  void itIsStartedOnceAndLeavesNothing() throws Exception {
    Emulator emulator = emulator(Answering.class);
    URI endpoint = emulator.endpoint();
    assertThat(emulator.endpoint()).isEqualTo(endpoint);
    List<String> said = get(endpoint).lines().toList();
    Path folder = Path.of(said.get(1));
    assertThat(folder).isDirectory();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(said.get(0))).orElseThrow();
    process.destroy();
    process.onExit().get(30, TimeUnit.SECONDS);
    assertThat(Files.exists(folder)).isFalse();
    assertThatThrownBy(emulator::endpoint)
        .as("an emulator that has died since")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the emulator ended with exit code 143");
  }

  @Test
  void aDeathAtTheStartIsToldWithTheLastOutput() {
    Emulator emulator = emulator(Failing.class);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(emulator::endpoint)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the emulator ended with exit code 1.")
          .hasMessageContaining("no such luck");
    }
  }

  private static String get(URI endpoint) {
    return EmulatorHttp.send(EmulatorHttp.to(endpoint.resolve("/")).build());
  }

  /** A program that answers with its process id and its folder. */
  static final class Answering {
    public static void main(String[] arguments) throws IOException {
      int port = Integer.parseInt(arguments[0]);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      byte[] answer =
          (ProcessHandle.current().pid() + "\n" + System.getProperty("java.io.tmpdir"))
              .getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }
  }

  /** A program that fails, but leaves a thread that would keep its JVM alive. */
  static final class Failing {
    public static void main(String[] arguments) {
      new Thread(Failing::stay).start();
      throw new IllegalStateException("no such luck");
    }

    private static void stay() {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
