package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a page that shows commands and their answers.
 *
 * @param setting what the comment before it says that it needs; empty where there is none
 * @param shown all its lines
 * @param commands the commands in it
 */
record Transcript(String setting, String shown, List<String> commands) {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)(?:^<!-- console: (.*) -->\n)?^```console\n((?s).*?)^```$");

  private static final String PROMPT = "$ ";

  /** Printed between two answers; no command prints it. */
  private static final String END_OF_ANSWER = "\u001e";

  /** Returns the transcripts of a page, in order. */
  static List<Transcript> of(Path page) throws IOException {
    String text = Files.readString(page);
    List<Transcript> transcripts = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String shown = block.group(2);
      List<String> commands =
          shown
              .lines()
              .filter(line -> line.startsWith(PROMPT))
              .map(line -> line.substring(PROMPT.length()))
              .toList();
      assertThat(commands).as("commands in a transcript of %s", page).isNotEmpty();
      String setting = block.group(1);
      transcripts.add(new Transcript(setting == null ? "" : setting, shown, commands));
    }
    assertThat(transcripts)
        .as("blocks of %s that were understood", page)
        .hasSize(text.split("```console", -1).length - 1);
    return transcripts;
  }

  /** Returns a script that types the commands; each sees the exit code of the one before. */
  String script() {
    StringBuilder script = new StringBuilder("set +e\n");
    for (String command : commands) {
      script.append(command).append("\ncode=$?\nprintf '\\036'\n(exit $code)\n");
    }
    return script.append("exit 0\n").toString();
  }

  /** Returns the commands with what they printed, as a block shows it. */
  String answers(String output) {
    String[] answers = output.split(END_OF_ANSWER, -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < commands.size(); i++) {
      text.append(PROMPT).append(commands.get(i)).append('\n').append(answers[i]);
    }
    return text.toString();
  }
}
