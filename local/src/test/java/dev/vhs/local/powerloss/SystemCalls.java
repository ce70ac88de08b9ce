package dev.vhs.local.powerloss;

import dev.vhs.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a log of {@code strace} into a recording. Every call is read that could change a file below
 * the folder that was watched; one that this class doesn't know fails the test.
 */
final class SystemCalls {
  /** The options that the log has to be written with, the file apart. */
  static final List<String> OPTIONS =
      List.of(
          "-f",
          "-y",
          "-qq",
          "-xx",
          "-s",
          Integer.toString(1 << 24),
          "-e",
          "trace=?open,openat,?openat2,?creat,write,pwrite64,writev,pwritev,?pwritev2,fsync,fdatasync,"
              + "sync_file_range,ftruncate,truncate,fallocate,?rename,renameat,renameat2,?link,linkat,"
              + "?symlink,symlinkat,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,lseek,copy_file_range,"
              + "sendfile,splice");

  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern CALL =
      Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+|\\?)(?:<[^>]*>)?.*");
  private static final Pattern HANDLE = Pattern.compile("(\\d+|AT_FDCWD)<(.*)>(?:\\(deleted\\))?");
  private static final String UNFINISHED = " <unfinished ...>";

  /** The end of the line of a thread that its process took with it before it was seen to call. */
  private static final String DETACHED = "???( <detached ...>";

  /** Calls that change a file in a way that this class can't record. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "openat2",
          "writev",
          "pwritev",
          "pwritev2",
          "truncate",
          "fallocate",
          "symlink",
          "symlinkat",
          "copy_file_range",
          "sendfile",
          "splice");

  /** A call that has begun. */
  private record Begun(int steps, String text) {}

  private final String base;
  private final Recording recording = new Recording();
  private final Disk disk = new Disk();
  private final Map<String, Begun> begun = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();

  private SystemCalls(Path watched) {
    this.base = watched.toString();
  }

  /**
   * Reads a log.
   *
   * @param watched the folder below which everything is recorded: a real path
   */
  static Recording read(Path watched, List<String> log) {
    SystemCalls calls = new SystemCalls(watched);
    log.forEach(calls::line);
    return calls.recording;
  }

  private void line(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no line of strace: " + line);
    }
    String thread = matcher.group(1);
    String text = matcher.group(2);
    if (text.startsWith("+++") || text.startsWith("---") || text.equals(DETACHED)) {
      return;
    }
    int steps = recording.size();
    Matcher resumed = RESUMED.matcher(text);
    if (resumed.matches()) {
      Begun first = begun.remove(thread);
      if (first == null) {
        throw new AssertionError("a call goes on that never began: " + line);
      }
      text = first.text() + resumed.group(1);
      steps = first.steps();
    } else if (text.endsWith(UNFINISHED)) {
      String start = text.substring(0, text.length() - UNFINISHED.length());
      begun.put(thread, new Begun(steps, start));
      return;
    }
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      throw new AssertionError("no call: " + line);
    }
    if (!call.group(3).equals("?") && !call.group(3).startsWith("-")) {
      String[] arguments = call.group(2).split(", ", -1);
      call(steps, call.group(1), arguments, Long.parseLong(call.group(3)));
    }
  }

  private void call(int steps, String name, String[] arguments, long result) {
    switch (name) {
      case "open", "creat" -> opened(steps, path(null, arguments[0]), name, arguments, 1, result);
      case "openat" -> opened(steps, path(arguments[0], arguments[1]), name, arguments, 2, result);
      case "lseek" -> positions.put(number(arguments[0]), result);
      case "write" -> {
        long position = positions.getOrDefault(number(arguments[0]), 0L);
        positions.put(number(arguments[0]), position + result);
        written(steps, arguments, position, result);
      }
      case "pwrite64" -> written(steps, arguments, Long.parseLong(arguments[3]), result);
      case "fsync", "fdatasync" -> add(steps, handle(arguments[0]), FileOperation.Forced::new);
      case "ftruncate" -> {
        long size = Long.parseLong(arguments[1]);
        add(steps, handle(arguments[0]), path -> new FileOperation.Resized(path, size));
      }
      case "mkdir" -> add(steps, path(null, arguments[0]), FileOperation.MadeFolder::new);
      case "mkdirat" -> add(steps, path(arguments[0], arguments[1]), FileOperation.MadeFolder::new);
      case "unlink", "rmdir" -> add(steps, path(null, arguments[0]), FileOperation.Removed::new);
      case "unlinkat" -> add(steps, path(arguments[0], arguments[1]), FileOperation.Removed::new);
      case "rename" -> moved(steps, path(null, arguments[0]), path(null, arguments[1]));
      case "renameat", "renameat2" ->
          moved(steps, path(arguments[0], arguments[1]), path(arguments[2], arguments[3]));
      case "link" -> linked(steps, path(null, arguments[0]), path(null, arguments[1]));
      case "linkat" ->
          linked(steps, path(arguments[0], arguments[1]), path(arguments[2], arguments[3]));
      default -> refuse(name, arguments);
    }
  }

  /** A file that was opened, which may have made it or emptied it. */
  private void opened(
      int steps, String path, String call, String[] arguments, int flags, long result) {
    positions.put(Long.toString(result), 0L);
    String given = call.equals("creat") ? "O_WRONLY|O_CREAT|O_TRUNC" : arguments[flags];
    String told = told(path);
    if (told == null || told.isEmpty()) {
      return;
    }
    if (given.contains("O_APPEND")) {
      refuse(call, arguments);
    }
    if (given.contains("O_CREAT") && !disk.exists(told)) {
      add(steps, path, FileOperation.Made::new);
    } else if (given.contains("O_TRUNC")) {
      add(steps, path, file -> new FileOperation.Resized(file, 0));
    }
  }

  private void written(int steps, String[] arguments, long position, long result) {
    byte[] bytes = Arrays.copyOf(bytes(arguments[1]), Math.toIntExact(result));
    if (number(arguments[0]).equals("1")) {
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          add(steps, new FileOperation.Said(line));
        }
      }
      return;
    }
    add(
        steps,
        handle(arguments[0]),
        path -> new FileOperation.Written(path, position, Bytes.wrap(bytes)));
  }

  private void moved(int steps, String from, String to) {
    String told = inside(from, to);
    if (told != null) {
      add(steps, to, path -> new FileOperation.Moved(told, path));
    }
  }

  private void linked(int steps, String existing, String name) {
    String told = inside(existing, name);
    if (told != null) {
      add(steps, name, path -> new FileOperation.Linked(told, path));
    }
  }

  /** Returns the first path if both are below the folder, and null if neither is. */
  private @Nullable String inside(String from, String to) {
    if ((told(from) == null) != (told(to) == null)) {
      throw new AssertionError("into or out of the watched folder: " + from + " to " + to);
    }
    return told(from);
  }

  private void refuse(String name, String[] arguments) {
    for (String argument : arguments) {
      Matcher handle = HANDLE.matcher(argument);
      String path =
          handle.matches()
              ? text(handle.group(2))
              : argument.startsWith("\"") ? text(argument.substring(1, argument.length() - 1)) : "";
      if (told(path) != null) {
        throw new AssertionError("can't record " + name + " of " + path);
      }
    }
    if (!UNKNOWN.contains(name) && !name.equals("sync_file_range")) {
      throw new AssertionError("an unexpected call: " + name);
    }
  }

  /** Makes an operation of a path below the watched folder. */
  private interface Operation {
    FileOperation of(String path);
  }

  private void add(int steps, String path, Operation operation) {
    String told = told(path);
    if (told != null) {
      add(steps, operation.of(told));
    }
  }

  private void add(int steps, FileOperation operation) {
    recording.add(steps, operation);
    disk.apply(recording.size() - 1, new Recording.Step(steps, operation));
  }

  private @Nullable String told(String path) {
    if (path.equals(base)) {
      return "";
    }
    return path.startsWith(base + "/") ? path.substring(base.length() + 1) : null;
  }

  private static String path(@Nullable String folder, String quoted) {
    String path = text(quoted.substring(1, quoted.length() - 1));
    return folder == null || path.startsWith("/") ? path : handle(folder) + "/" + path;
  }

  private static String number(String handle) {
    return handle.substring(0, handle.indexOf('<'));
  }

  private static String handle(String handle) {
    Matcher matcher = HANDLE.matcher(handle);
    if (!matcher.matches()) {
      throw new AssertionError("no handle: " + handle);
    }
    return text(matcher.group(2));
  }

  private static String text(String hex) {
    return new String(hex(hex), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String quoted) {
    if (!quoted.endsWith("\"")) {
      throw new AssertionError("strace cut short what was written");
    }
    return hex(quoted.substring(1, quoted.length() - 1));
  }

  private static byte[] hex(String escaped) {
    return HexFormat.of().parseHex(escaped.replace("\\x", ""));
  }
}
