package dev.vhs.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemPrinterTest {
  /** "verify names version −1 for a row of version 1.5". */
  @Test
  void aVersionIsNamedAsItIsWritten() {
    Problem broken =
        new Problem(Problem.Kind.UNREADABLE, "id", -1, "1.5", Optional.empty(), "detail");
    Globals globals = new Globals();
    assertThat(ProblemPrinter.line(broken, globals, Style.PLAIN))
        .isEqualTo("unreadable  id v1.5  detail");
    assertThat(ProblemPrinter.members(broken)).containsEntry("version", "1.5");
    Problem negative = new Problem(Problem.Kind.UNREADABLE, "id", -1, Optional.empty(), "detail");
    assertThat(ProblemPrinter.line(negative, globals, Style.PLAIN))
        .isEqualTo("unreadable  id v-1  detail");
    assertThat(ProblemPrinter.members(negative)).containsEntry("version", -1L);
  }
}
