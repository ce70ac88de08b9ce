package dev.vhs.cli.shell;

import dev.vhs.AccessDenied;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.ReadInterrupted;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VersionConflict;
import dev.vhs.VhsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command failed, with that exit code. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Anything else. */
  public static final int OTHER = 1;

  /** Wrong usage, or an id that is none. */
  public static final int USAGE = 2;

  /** No such id or version. */
  public static final int NOT_FOUND = 3;

  /** Another writer was first, or what was expected is not so. */
  public static final int CONFLICT = 4;

  /** Nothing was written; try again. */
  public static final int UNAVAILABLE = 5;

  /** A value is gone or damaged. */
  public static final int DAMAGED = 6;

  /** A write may or may not have happened: read before trying again. */
  public static final int UNKNOWN = 7;

  /** Refused: access, identity, format, or an operation that the store doesn't have. */
  public static final int REFUSED = 8;

  /**
   * What shells report of a command that a closed pipe ended (128 + SIGPIPE), as of {@code cat}.
   */
  public static final int CLOSED_PIPE = 141;

  private final int exitCode;
  private final @Nullable String id;
  private final @Nullable Long version;

  public Failure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  public Failure(int exitCode, String message, @Nullable Throwable cause) {
    this(exitCode, message, null, null, cause);
  }

  public Failure(
      int exitCode,
      String message,
      @Nullable String id,
      @Nullable Long version,
      @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.id = id;
    this.version = version;
  }

  public static Failure usage(String message) {
    return new Failure(USAGE, message);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The failure as a JSON object. */
  public String json() {
    return json(id);
  }

  /** The failure as a JSON object, of an item that it concerns. */
  public String json(@Nullable String item) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", kind());
    members.put("message", String.valueOf(getMessage()));
    Json.putIfKnown(members, "id", item);
    Json.putIfKnown(members, "version", version);
    members.put("exitCode", exitCode);
    return Json.line(members);
  }

  private String kind() {
    Throwable cause = getCause();
    if (cause != null) {
      return cause.getClass().getSimpleName();
    }
    return switch (exitCode) {
      case USAGE -> "Usage";
      case NOT_FOUND -> "NotFound";
      case CONFLICT -> "Conflict";
      case DAMAGED -> "Damaged";
      case REFUSED -> "Refused";
      default -> "Failed";
    };
  }

  /** What anything that was thrown means to whoever ran the command. */
  public static Failure of(Throwable thrown) {
    if (thrown instanceof Failure failure) {
      return failure;
    }
    if (thrown instanceof VhsException e) {
      Long version = e.version().isPresent() ? (Long) e.version().getAsLong() : null;
      return new Failure(exitCode(e), message(e), e.id().orElse(null), version, e);
    }
    if (thrown instanceof UnsupportedOperationException) {
      return new Failure(REFUSED, message(thrown), thrown);
    }
    return new Failure(OTHER, message(thrown), thrown);
  }

  private static int exitCode(VhsException e) {
    if (e instanceof InvalidRequest) {
      return USAGE;
    }
    if (e instanceof NoVersionExists) {
      return NOT_FOUND;
    }
    if (e instanceof VersionConflict) {
      return CONFLICT;
    }
    if (e instanceof StoreUnavailable || e instanceof ReadInterrupted) {
      return UNAVAILABLE;
    }
    if (e instanceof DanglingPointer || e instanceof CorruptValue) {
      return DAMAGED;
    }
    if (e instanceof CommitOutcomeUnknown) {
      return UNKNOWN;
    }
    return e instanceof AccessDenied || e instanceof StoreMismatch ? REFUSED : OTHER;
  }

  /** The message of an exception, in words where the JDK's is only a file's name. */
  public static String message(Throwable thrown) {
    if (thrown instanceof FileSystemException e && e.getFile() != null) {
      String why = e.getReason();
      if (e instanceof NoSuchFileException) {
        why = "no such file or folder";
      } else if (e instanceof AccessDeniedException) {
        why = "permission denied";
      } else if (e instanceof NotDirectoryException) {
        why = "is no folder";
      }
      return e.getFile() + ": " + (why == null ? e.getClass().getSimpleName() : why);
    }
    if (thrown instanceof OutOfMemoryError) {
      return "out of memory ("
          + thrown.getMessage()
          + "); give Java more, as in VHS_JAVA_OPTS=-Xmx512m";
    }
    if (thrown instanceof UncheckedIOException e && e.getCause() != null) {
      return message(e.getCause());
    }
    String message = thrown.getMessage();
    String type = thrown.getClass().getSimpleName();
    if (message == null) {
      return type;
    }
    boolean speaksForItself =
        thrown instanceof VhsException
            || thrown instanceof UnsupportedOperationException
            || thrown instanceof IOException;
    return speaksForItself ? message : type + ": " + message;
  }
}
