package dev.vhs.local.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors whose words are of another language, or say something else than what is the matter. */
class FileFailuresTest {
  @TempDir Path dir;

  private static IOException said(Path path, String reason) {
    return new FileSystemException(path.toString(), null, reason);
  }

  @Test
  void typesTellWhatIsTheMatter() {
    String path = dir.toString();
    assertThat(FileFailures.reading(new AccessDeniedException(path), dir))
        .isInstanceOf(AccessDenied.class);
    assertThat(FileFailures.reading(new NotDirectoryException(path), dir))
        .isInstanceOf(StoreMismatch.class);
    assertThat(FileFailures.writing(new FileAlreadyExistsException(path), dir))
        .isInstanceOf(StoreMismatch.class);
    assertThat(FileFailures.writing(new ClosedByInterruptException(), dir))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Interrupted");
  }

  /** Has a file say the words of another failure. */
  @Test
  void wordsTellNothing() {
    for (String word :
        new String[] {
          "Read-only file system",
          "No space left on device",
          "Permission denied",
          "Not a directory",
          "Too many levels of symbolic links"
        }) {
      VhsException e = FileFailures.writing(said(dir, word), dir);
      assertThat(e).isExactlyInstanceOf(StoreUnavailable.class);
      assertThat(e)
          .hasMessageContaining(dir + " can't be read or written")
          .hasMessageContaining(word);
    }
  }

  @Test
  void aFileThatIsALinkIsToldByALook() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));
    assertThat(FileFailures.reading(said(link, "Demasiados niveles de enlaces simbólicos"), dir))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("symbolic link");
  }

  @Test
  void aFileAboveIsToldByALook() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    Path below = file.resolve("below");
    assertThat(FileFailures.writing(said(below, "No es un directorio"), dir))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("where a folder should be");
  }
}
