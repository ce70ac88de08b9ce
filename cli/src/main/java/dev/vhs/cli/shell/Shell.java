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
import org.jspecify.annotations.Nullable;

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

  /** The path to what standard output writes to, where the system has one. */
  static final Path OUT = Path.of("/dev/fd/1");

  /** Returns a shell over any streams. */
  public static Shell of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> env,
      String terminals) {
    return of(in, out, null, err, env, terminals);
  }

  private static Shell of(
      InputStream in,
      OutputStream out,
      @Nullable Path outFile,
      OutputStream err,
      Map<String, String> env,
      String terminals) {
    Style styles = Style.of(env);
    boolean outIsTerminal = terminals.contains("1");
    boolean errIsTerminal = terminals.contains("2");
    return new Shell(
        in,
        new Sink(out, outFile, true, outIsTerminal ? styles : Style.PLAIN, outIsTerminal),
        new Sink(err, null, false, errIsTerminal ? styles : Style.PLAIN, errIsTerminal),
        env,
        terminals);
  }

  /** Returns the shell of this process. */
  public static Shell system() {
    return of(
        // Buffered also because a bare file stream seeks, which a pipe can't.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16),
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 13),
        OUT,
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
