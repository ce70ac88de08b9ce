package dev.vhs.cli.shell;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The world as a run of the command sees it.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param env environment variables
 * @param terminals the digits of those of 0, 1 and 2 that are terminals
 */
public record Shell(InputStream in, Sink out, Sink err, Map<String, String> env, String terminals) {
  /**
   * The system property with the digits of the streams that are terminals. The launcher sets it,
   * since it can ask the operating system.
   */
  static final String TERMINALS_PROPERTY = "vhs.tty";

  /** Returns a shell over any streams. */
  public static Shell of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> env,
      String terminals) {
    Style styles = Style.of(env);
    return new Shell(
        in,
        new Sink(
            out, true, terminals.contains("1") ? styles : Style.PLAIN, terminals.contains("1")),
        new Sink(
            err, false, terminals.contains("2") ? styles : Style.PLAIN, terminals.contains("2")),
        env,
        terminals);
  }

  /** Returns the shell of this process. */
  public static Shell system() {
    return of(
        // Buffered also because a bare file stream seeks, which a pipe can't.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16),
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 13),
        // Not buffered: each message is one write, and none waits for the end of the run.
        new FileOutputStream(FileDescriptor.err),
        System.getenv(),
        systemTerminals());
  }

  /** Returns whether standard input is a terminal. */
  public boolean inIsTerminal() {
    return terminals.contains("0");
  }

  private static String systemTerminals() {
    String told = System.getProperty(TERMINALS_PROPERTY);
    if (told != null) {
      return told;
    }
    StringBuilder digits = new StringBuilder();
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      Path link = Path.of("/proc/self/fd/" + descriptor);
      try {
        String target = Files.readSymbolicLink(link).toString();
        if (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")) {
          digits.append(descriptor);
        }
      } catch (IOException | UnsupportedOperationException e) {
        return ""; // no Linux, and no launcher that would know
      }
    }
    return digits.toString();
  }
}
