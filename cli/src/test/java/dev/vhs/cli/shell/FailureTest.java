package dev.vhs.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vhs.CodecFailure;
import dev.vhs.InvalidRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
  static Stream<Arguments> thrown() {
    return Stream.of(
        arguments(new NoSuchFileException("f"), "f: no such file or folder"),
        arguments(new AccessDeniedException("f"), "f: permission denied"),
        arguments(new NotDirectoryException("f"), "f: not a folder"),
        arguments(new FileAlreadyExistsException("f"), "f: exists already"),
        arguments(new DirectoryNotEmptyException("f"), "f: the folder is not empty"),
        arguments(new FileSystemLoopException("f"), "f: links lead in a circle"),
        arguments(
            new AtomicMoveNotSupportedException("f", "g", "Invalid cross-device link"),
            "f: can't be moved to another file system"),
        arguments(
            new FileSystemException("f", null, "No space left on device"),
            "f: No space left on device"),
        arguments(new FileSystemException("f"), "f: reading or writing failed"),
        arguments(new MalformedInputException(1), "this is not text in UTF-8"),
        arguments(new ClosedByInterruptException(), "the file was closed while it was in use"),
        arguments(new EOFException(), "it ends early"),
        arguments(new IOException("Is a directory"), "Is a directory"),
        arguments(new IOException(), "reading or writing failed"),
        arguments(
            new UncheckedIOException(new NoSuchFileException("f")), "f: no such file or folder"),
        arguments(
            new InvalidPathException("a\0b", "Nul character not allowed"),
            "'a\0b' can't be the name of a file here"),
        arguments(
            new CodecFailure(
                "The value for 'x' can't be read: java.nio.file.AccessDeniedException: f",
                "x",
                null,
                new AccessDeniedException("f")),
            "The value for 'x' can't be read: f: permission denied. Nothing was written"),
        arguments(new InvalidRequest("It is PT1H of 'PT1H'"), "It is 1 h of 'PT1H'"));
  }

  /** The JDK often throws a type and a file's name, with no words. */
  @ParameterizedTest
  @MethodSource("thrown")
  void whatIsThrownIsToldInPlainWords(Throwable thrown, String message) {
    Failure failure = Failure.of(thrown);
    assertThat(failure.getMessage()).isEqualTo(message);
    assertThat(failure.getMessage() + failure.json()).doesNotContain("Exception");
  }

  @Test
  void aFaultWithoutWordsHasSome() {
    assertThat(Failure.of(new NullPointerException()).getMessage())
        .isEqualTo("A fault in vhs itself. Run it again with --verbose, and report what it prints");
  }
}
