package dev.vhs.cli.shell;

import dev.vhs.AccessDenied;
import dev.vhs.CodecFailure;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.ForeignPayload;
import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.ReadInterrupted;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VersionConflict;
import dev.vhs.VhsException;
import dev.vhs.spi.Masked;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a command: its exit code and its message.
 *
 * <p>The message is for people who know no Java. What the libraries throw is put in plain words
 * here, by its type: the JDK's exceptions often say no more than a file's name.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The exit code of any other failure. */
  public static final int OTHER = 1;

  /** The exit code of a wrong call, or an id that is not valid. */
  public static final int USAGE = 2;

  /** The exit code if there is no such id, version or store. */
  public static final int NOT_FOUND = 3;

  /** The exit code if another writer was first, or something else than expected is there. */
  public static final int CONFLICT = 4;

  /** The exit code if nothing was written and it is worth trying again. */
  public static final int UNAVAILABLE = 5;

  /** The exit code if a value is gone or damaged. */
  public static final int DAMAGED = 6;

  /** The exit code if a write may or may not have happened: read before trying again. */
  public static final int UNKNOWN = 7;

  /** The exit code for access, identity, format, or an operation that the store does not have. */
  public static final int REFUSED = 8;

  /**
   * The exit code that shells report of a command which a closed pipe ended (128 + SIGPIPE), as of
   * {@code cat}.
   */
  public static final int CLOSED_PIPE = 141;

  private final int exitCode;
  private final @Nullable String id;
  private final @Nullable Long version;

  /** Constructs a failure with no cause. */
  public Failure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  /** Constructs a failure. */
  public Failure(int exitCode, String message, @Nullable Throwable cause) {
    this(exitCode, message, null, null, cause);
  }

  /** Constructs a failure that concerns an id, and perhaps a version of it. */
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

  /** Returns the failure of a wrong call. */
  public static Failure usage(String message) {
    return new Failure(USAGE, message);
  }

  /** Returns the exit code of the process. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns the failure as a JSON object. */
  public String json() {
    return json(id);
  }

  /** Returns the failure as a JSON object, with the item that it concerns as its id. */
  public String json(@Nullable String item) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", kind());
    members.put("message", Printable.cut(Masked.of(String.valueOf(getMessage()))));
    Json.putIfKnown(members, "id", item);
    Json.putIfKnown(members, "version", version);
    members.put("exitCode", exitCode);
    return Json.line(members);
  }

  /** Returns the kind of a store's own failure, which the documentation lists, or a general one. */
  private String kind() {
    if (getCause() instanceof VhsException e) {
      return e.getClass().getSimpleName();
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

  /** Returns what something that was thrown means to the user who ran the command. */
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
    return e instanceof AccessDenied || e instanceof StoreMismatch || e instanceof ForeignPayload
        ? REFUSED
        : OTHER;
  }

  /** Returns the message of something that was thrown, in plain words. */
  public static String message(Throwable thrown) {
    if (thrown instanceof IOException e) {
      return message(e);
    }
    if (thrown instanceof UncheckedIOException e && e.getCause() != null) {
      return message(e.getCause());
    }
    if (thrown instanceof CodecFailure e && e.getCause() instanceof IOException cause) {
      String what = e.id().map(id -> "The value for '" + id + "'").orElse("The value");
      return what + " can't be read: " + message(cause) + ". Nothing was written";
    }
    if (thrown instanceof InvalidPathException e) {
      return "'" + e.getInput() + "' can't be the name of a file here";
    }
    if (thrown instanceof OutOfMemoryError) {
      return "out of memory ("
          + thrown.getMessage()
          + "); give Java more, as in VHS_JAVA_OPTS=-Xmx512m";
    }
    String message = thrown.getMessage();
    boolean speaksForItself =
        thrown instanceof Failure
            || thrown instanceof VhsException
            || thrown instanceof UnsupportedOperationException;
    if (speaksForItself && message != null) {
      return PlainWords.of(message);
    }
    return "A fault in vhs itself"
        + (message == null ? "" : ": " + message)
        + ". Run it again with --verbose, and report what it prints";
  }

  private static String message(IOException e) {
    if (e instanceof FileSystemException file && file.getFile() != null) {
      return file.getFile() + ": " + reason(file);
    }
    if (e instanceof CharacterCodingException) {
      return "this is not text in UTF-8";
    }
    if (e instanceof ClosedChannelException) {
      return "the file was closed while it was in use";
    }
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof EOFException ? "it ends early" : "reading or writing failed";
  }

  /** Returns the reason in our words, or else in those of the operating system. */
  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof FileSystemLoopException) {
      return "links lead in a circle";
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      return "can't be moved to another file system";
    }
    return e.getReason() == null ? "reading or writing failed" : e.getReason();
  }
}
