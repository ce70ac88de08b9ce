package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command, running in a process of its own. */
record StartedVhs(Process process, Path out, Path err) {
  /** The result of its run. */
  record Result(int exitCode, Path output, String err) {
    byte[] out() throws IOException {
      return Files.readAllBytes(output);
    }
  }

  static StartedVhs start(Path vhs, Path folder, Map<String, String> env, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(vhs.toString());
    command.addAll(args);
    Path out = Files.createTempFile(folder, "stdout", null);
    Path err = Files.createTempFile(folder, "stderr", null);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("VHS_"));
    environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "MAVEN_OPTS"));
    environment.putAll(env);
    return new StartedVhs(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  Result finish(byte[] in) throws Exception {
    try (OutputStream input = process.getOutputStream()) {
      input.write(in);
    } catch (IOException e) {
      // It ended without reading all of it; its exit code tells why.
    }
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s has ended", process.info()).isTrue();
    return new Result(process.exitValue(), out, Files.readString(err));
  }
}
