package dev.vhs.cli.shell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a process is given as bytes: arguments, variables and names of files. Java
 * replaces what it can't read by one and the same character, so that two names become one. Here
 * such names are found, and shown as they are.
 */
public final class ProcessText {
  /** The character that Java puts in place of bytes that are no text. */
  private static final char REPLACEMENT = '\ufffd';

  private static final Path PROCESS = Path.of("/proc/self");

  private ProcessText() {}

  /**
   * Checks what this process was given.
   *
   * @throws Failure if an argument, the store's variable or the name of the current folder is not
   *     text
   */
  public static void check(String[] args, Map<String, String> env) {
    for (int i = 0; i < args.length; i++) {
      if (isDoubtful(args[i])) {
        checkArgument(args, i);
      }
    }
    String store = env.getOrDefault("VHS_STORE", "");
    if (store.indexOf(REPLACEMENT) >= 0) {
      require("The variable VHS_STORE", store, variable("VHS_STORE="));
    }
    String folder = System.getProperty("user.dir", "");
    if (isDoubtful(folder)) {
      checkFolder(folder);
    }
  }

  private static Charset charset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  /** Returns whether a character of a text may stand for something else. */
  private static boolean isDoubtful(String text) {
    return text.indexOf(REPLACEMENT) >= 0
        || (text.indexOf('?') >= 0 && !charset().equals(StandardCharsets.UTF_8));
  }

  private static void checkArgument(String[] args, int index) {
    List<byte[]> all = parts("cmdline");
    int first = all.size() - args.length;
    require(
        "An argument", args[index], first < 1 ? null : all.get(first + index)); // after the program
  }

  private static void require(String what, String text, byte @Nullable [] raw) {
    if (raw == null ? text.indexOf(REPLACEMENT) >= 0 : !isText(raw)) {
      throw Failure.usage(
          what
              + " is not text in "
              + charset()
              + ": '"
              + (raw == null ? text : shown(raw))
              + "'. Nothing was done");
    }
  }

  private static void checkFolder(String folder) {
    try {
      Path real = Files.readSymbolicLink(PROCESS.resolve("cwd"));
      if (real.equals(Path.of(folder))) {
        return;
      }
      throw Failure.usage(
          "The current folder's name is not text in "
              + charset()
              + ": '"
              + shown(real)
              + "'. Nothing was done; run vhs in another folder");
    } catch (IOException | InvalidPathException e) {
      require("The current folder's name", folder, null);
    }
  }

  private static byte @Nullable [] variable(String start) {
    for (byte[] each : parts("environ")) {
      String name = new String(each, StandardCharsets.ISO_8859_1);
      if (name.startsWith(start)) {
        return Arrays.copyOfRange(each, start.length(), each.length);
      }
    }
    return null;
  }

  /**
   * Returns the parts of a file about this process, which end with a zero; none if there is none.
   */
  private static List<byte[]> parts(String file) {
    byte[] all;
    try {
      all = Files.readAllBytes(PROCESS.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
    List<byte[]> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        parts.add(Arrays.copyOfRange(all, begin, i));
        begin = i + 1;
      }
    }
    return parts;
  }

  /** Returns whether the path is text, so that the text leads to the same file again. */
  public static boolean isText(Path path) {
    try {
      return path.getFileSystem().getPath(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Returns the failure of a file whose name is not text. */
  public static Failure notText() {
    return Failure.usage("its name is not text in " + charset() + ", so it can't be an id");
  }

  /** Returns a path with those of its bytes that are no text as {@code \xff}. */
  public static String shown(Path path) {
    StringBuilder shown = new StringBuilder(path.isAbsolute() ? "/" : "");
    for (Path name : path) {
      // A URI has the bytes as they are.
      String uri = path.getFileSystem().getPath("/").resolve(name).toUri().getRawPath();
      shown.append(shown.isEmpty() || shown.toString().equals("/") ? "" : "/");
      shown.append(shown(bytes(uri.substring(1).replace("/", ""))));
    }
    return shown.toString();
  }

  /** Returns the bytes of a percent-encoded text. */
  private static byte[] bytes(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes[length++] = (byte) Integer.parseInt(encoded, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[length++] = (byte) encoded.charAt(i);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static boolean isText(byte[] bytes) {
    return decode(bytes, new StringBuilder());
  }

  private static String shown(byte[] bytes) {
    StringBuilder shown = new StringBuilder();
    decode(bytes, shown);
    return shown.toString();
  }

  /** Decodes bytes, and returns whether all of them are text. */
  private static boolean decode(byte[] bytes, StringBuilder into) {
    CharsetDecoder decoder = charset().newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    boolean text = true;
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      into.append(out.flip());
      out.clear();
      if (result.isUnderflow()) {
        return text;
      }
      for (int i = 0; i < result.length(); i++) {
        text = false;
        into.append(String.format(Locale.ROOT, "\\x%02x", in.get() & 0xff));
      }
    }
  }
}
