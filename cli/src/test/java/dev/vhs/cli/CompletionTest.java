package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  private final Cli vhs = Cli.onMemory();

  @Test
  void namesEveryCommand() {
    String script = vhs.ok("completion", "bash").out();
    for (CommandName name : CommandName.values()) {
      assertThat(script).contains("_picocli_vhs_" + name.text());
    }
    assertThat(vhs.ok("completion", "zsh").out()).contains("bashcompinit");
    vhs.run("completion", "fish").failed(2, "'fish'");
    vhs.run("completion").failed(2, "SHELL");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void bashCompletesCommandsAndOptions(@TempDir Path dir) throws Exception {
    Path script = Files.write(dir.resolve("completion"), vhs.ok("completion", "bash").bytes());
    Path test =
        Files.writeString(
            dir.resolve("test"),
            "source "
                + script
                + """

                COMP_WORDS=(vhs hist) COMP_CWORD=1; _complete_vhs; echo "${COMPREPLY[@]}"
                COMP_WORDS=(vhs put --con) COMP_CWORD=2; _complete_vhs; echo "${COMPREPLY[@]}"
                """);
    Process bash =
        new ProcessBuilder("bash", test.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out =
        new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out.lines().map(String::strip)).containsExactly("history", "--content-type");
  }
}
