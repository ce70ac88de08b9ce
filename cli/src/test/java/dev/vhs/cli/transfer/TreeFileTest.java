package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not as long as the system has said. */
class TreeFileTest {
  private static final int SIZE = 1000;

  @TempDir Path dir;

  @Test
  void aFileThatWasCutWhileItWasReadIsNotStored() throws IOException {
    Path path = Files.write(dir.resolve("f"), new byte[SIZE]);
    try (Folder folder = Folder.open(dir);
        Vhs vhs = Vhs.open("memory:")) {
      StreamStore store = vhs.streams();
      Source cut = cutWhenOpened(new TreeFile(folder, path.getFileName()), path);
      assertThatThrownBy(() -> store.putLatest("f", cut))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("changed while it was read");
      assertThatThrownBy(() -> store.history("f")).isInstanceOf(NoVersionExists.class);
    }
  }

  @Test
  void aFileThatIsShorterThanTheSystemStillSaysIsWhole() throws IOException {
    Files.write(dir.resolve("f"), new byte[SIZE]);
    try (Folder folder = Folder.open(dir)) {
      TreeFile file = new TreeFile(folder, Path.of("f"));
      assertThat(file.isWhole(SIZE, 5)).isTrue();
      assertThat(file.isWhole(SIZE + 1, 5)).as("it said another size before").isFalse();
      assertThat(file.isWhole(SIZE, SIZE + 1)).as("it grew").isFalse();
    }
  }

  private static Source cutWhenOpened(TreeFile file, Path path) {
    return new Source() {
      @Override
      public OptionalLong size() {
        return file.size();
      }

      @Override
      public boolean isReplayable() {
        return true;
      }

      @Override
      public boolean isWhole(long promised, long read) {
        return file.isWhole(promised, read);
      }

      @Override
      public InputStream open() throws IOException {
        Files.write(path, new byte[SIZE / 2]);
        return file.open();
      }
    };
  }
}
