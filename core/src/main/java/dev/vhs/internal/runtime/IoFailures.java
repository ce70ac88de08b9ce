package dev.vhs.internal.runtime;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The failures of input and output in messages. Java's own texts are often a bare file name. */
public final class IoFailures {
  private IoFailures() {}

  /** Returns what went wrong, in words. */
  public static String text(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return reason(file) + (file.getFile() == null ? "" : ": " + file.getFile());
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "input or output failed" : message;
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    @Nullable String reason = failure.getReason();
    return reason == null ? "the file system failed" : reason;
  }
}
