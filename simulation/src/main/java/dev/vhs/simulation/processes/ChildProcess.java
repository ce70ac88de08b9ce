package dev.vhs.simulation.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process under attack, with the class path of the test that started it. */
final class ChildProcess implements AutoCloseable {
  private static final int KILLED = 128 + 9;
  private static final int PATIENCE_SECONDS = 120;

  private final String name;
  private final Process process;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  static ChildProcess start(String name, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(AttackedProcess.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start());
  }

  /** Waits until it works on the store. */
  void awaitReady() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (!"ready".equals(line)) {
      throw new AssertionError(name + " did not start: it said " + line);
    }
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended by itself, with " + process.exitValue());
    }
  }

  /** Ends it with SIGKILL. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Suspends it. */
  void suspend() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill " + signal + " failed");
    }
  }

  /** Lets it end by itself when its call has ended; fails where it does not end well. */
  void end() throws IOException, InterruptedException {
    requireAlive();
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end");
    }
    int code = process.exitValue();
    if (code != 0 && code != KILLED) {
      throw new AssertionError(name + " ended with " + code);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }
}
