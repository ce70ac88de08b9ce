package dev.vhs.cli;

import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.ClosedPipe;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.ProcessText;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.Sink;
import dev.vhs.cli.shell.StackText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The {@code vhs} command. */
public final class Main {
  private static final byte[] LAST_WORDS =
      "vhs: out of memory; give Java more, as in VHS_JAVA_OPTS=-Xmx512m\n"
          .getBytes(StandardCharsets.UTF_8);

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // The command speaks English, and programs read what it prints: no library may write numbers in
    // the digits of the user's language.
    Locale.setDefault(Locale.ROOT);
    int exitCode;
    try {
      Shell shell = Shell.system();
      shell.out().flushAtExit();
      exitCode = run(args, shell, true);
    } catch (Throwable e) {
      // There is not even memory for a message.
      exitCode = Failure.OTHER;
      System.err.write(LAST_WORDS, 0, LAST_WORDS.length);
      System.err.flush();
    }
    System.exit(exitCode);
  }

  /**
   * Runs a command in this process, with no terminal.
   *
   * @param args what is typed after {@code vhs}
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @param env environment variables
   * @return the exit code
   */
  public static int run(
      List<String> args,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> env) {
    return run(args.toArray(new String[0]), Shell.of(in, out, err, env, ""));
  }

  static int run(String[] args, Shell shell) {
    return run(args, shell, false);
  }

  /**
   * Runs a command.
   *
   * @param process whether the arguments are those of this process
   */
  private static int run(String[] args, Shell shell, boolean process) {
    String program = "vhs";
    try {
      if (process) {
        ProcessText.check(args, shell.env());
      }
      Arguments arguments = Arguments.of(args);
      if (arguments.command() != null && !arguments.isVersion()) {
        program = "vhs " + arguments.command().text();
      }
      int exitCode = dispatch(arguments, program, shell);
      shell.out().flush();
      return exitCode;
    } catch (ClosedPipe e) {
      return Failure.CLOSED_PIPE;
    } catch (ParameterException e) {
      return report(
          program, Failure.usage(UsageMessages.of(e, program, List.of(args))), args, shell);
    } catch (Throwable e) {
      return report(program, Failure.of(e), args, shell);
    }
  }

  private static int dispatch(Arguments arguments, String program, Shell shell) throws IOException {
    if (arguments.isVersion()) {
      shell.out().line(Release.line());
      return 0;
    }
    CommandName name = arguments.command();
    if (name == null) {
      if (arguments.isHelp()) {
        shell.out().line(MainHelp.text(shell.out().style()));
        return 0;
      }
      shell.err().line(MainHelp.text(shell.err().style()));
      return Failure.USAGE;
    }
    Action command = name.create();
    CommandLine line = CommandLines.of(command, program, shell);
    line.parseArgs(arguments.rest().toArray(new String[0]));
    if (line.isUsageHelpRequested()) {
      shell.out().line(line.getUsageMessage().stripTrailing());
      return 0;
    }
    return command.run(shell);
  }

  /** Prints a failure as one line on standard error, and returns its exit code. */
  private static int report(String program, Failure failure, String[] args, Shell shell) {
    List<String> given = List.of(args);
    Sink err = shell.err();
    try {
      shell.out().flush();
    } catch (ClosedPipe | Failure e) {
      // The failure is reported on the other stream.
    }
    String message = String.valueOf(failure.getMessage());
    err.line(
        given.contains("--json")
            ? failure.json()
            : program + ": " + err.style().red(Printable.message(message)));
    if (given.contains("--verbose")) {
      Throwable cause = failure.getCause();
      err.line(StackText.of(cause == null ? failure : cause));
    }
    err.flush();
    return failure.exitCode();
  }
}
