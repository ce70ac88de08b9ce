package dev.vhs.cli;

import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.ClosedPipe;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Shell;
import dev.vhs.cli.shell.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The {@code vhs} command. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, Shell.system()));
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
    String program = "vhs";
    try {
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
            : program + ": " + err.style().red(Printable.line(message)));
    if (given.contains("--verbose")) {
      StringWriter stack = new StringWriter();
      Throwable cause = failure.getCause();
      (cause == null ? failure : cause).printStackTrace(new PrintWriter(stack));
      err.line(stack.toString().stripTrailing());
    }
    err.flush();
    return failure.exitCode();
  }
}
