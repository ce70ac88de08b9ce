package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that somebody else swaps for links while a command works in them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class SwappedFoldersTest {
  @TempDir Path dir;
  private Path out;
  private Path outside;

  @BeforeEach
  void make() throws IOException {
    out = Files.createDirectories(dir.resolve("out"));
    outside = Files.createDirectories(dir.resolve("outside"));
  }

  private static void write(ExportTree tree, String name) throws IOException {
    try (ExportedFile file = tree.begin()) {
      file.stream().write(name.getBytes(StandardCharsets.UTF_8));
      tree.place(name, file);
    }
  }

  private void swap(Path folder) throws IOException {
    Files.move(folder, dir.resolve("moved"));
    Files.createSymbolicLink(folder, outside);
  }

  @Test
  void aFolderThatIsALinkNowLeadsNowhere() throws IOException {
    try (ExportTree tree = new ExportTree(out, Optional.empty())) {
      write(tree, "a/b/1");
      swap(out.resolve("a/b"));
      write(tree, "a/b/2");
      assertThat(outside).isEmptyDirectory();
      assertThat(out.resolve(".vhs-ids/=a%2fb%2f2")).hasContent("a/b/2");
      assertThat(tree.holds("a/b/2", 5, Digests.sha256(out.resolve(".vhs-ids/=a%2fb%2f2"))))
          .isTrue();
    }
    assertThat(out.resolve(".vhs-tmp")).doesNotExist();
  }

  @Test
  void theFolderOfUnfinishedFilesIsTheOneThatWasOpened() throws IOException {
    try (ExportTree tree = new ExportTree(out, Optional.empty());
        ExportedFile begun = tree.begin()) {
      swap(out.resolve(".vhs-tmp"));
      begun.stream().write('x');
      tree.place("begun", begun);
      write(tree, "a");
      assertThat(outside).isEmptyDirectory();
      assertThat(out.resolve("a")).hasContent("a");
      assertThat(out.resolve("begun")).hasContent("x");
    }
    try (Stream<Path> left = Files.walk(dir.resolve("moved"))) {
      assertThat(left.filter(Files::isRegularFile)).as("unfinished files").isEmpty();
    }
  }

  /** Swaps a folder and back as fast as it can, while a store is exported into it. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a/b/c"})
  void nothingLandsOutside(String swapped) throws Exception {
    Cli vhs = Cli.onMemory();
    Path in = Files.createDirectories(dir.resolve("in/a/b/c"));
    for (int i = 0; i < 300; i++) {
      Files.writeString(in.resolve("f" + i), "v");
    }
    vhs.ok("import", dir.resolve("in").toString());
    Path folder = Files.createDirectories(out.resolve(swapped));
    Path aside = dir.resolve("aside");
    Path link = Files.createSymbolicLink(dir.resolve("link"), outside);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> swaps =
        CompletableFuture.supplyAsync(
            () -> {
              int count = 0;
              while (!done.get()) {
                try {
                  Files.move(folder, aside);
                  Files.move(link, folder);
                  Files.move(folder, link);
                  Files.move(aside, folder);
                  count++;
                } catch (IOException e) {
                  return count; // the export made a new folder while there was none
                }
              }
              return count;
            });
    Cli.Ran ran;
    try {
      ran = vhs.run("export", out.toString(), "--json");
    } finally {
      done.set(true);
    }
    assertThat(swaps.get()).isPositive();
    assertThat(outside).isEmptyDirectory();
    assertThat(ran.json().get(0).get("exported").asInt() + ran.json().get(0).get("failed").asInt())
        .isEqualTo(300);
  }

  @Test
  void filesAreReadThroughNoLink() throws IOException {
    Path secret = Files.writeString(outside.resolve("f"), "secret");
    Path folder = Files.createDirectory(out.resolve("d"));
    Files.writeString(folder.resolve("f"), "mine");
    try (Folder root = Folder.open(out)) {
      TreeFile file = new TreeFile(root, Path.of("d/f"));
      assertThat(file.sha256()).isEqualTo(Digests.sha256(folder.resolve("f")));
      swap(folder);
      assertThat(folder.resolve("f")).hasContent("secret");
      assertThatThrownBy(file::open).isInstanceOf(FileSystemException.class);
      Files.delete(folder);
      Files.createSymbolicLink(Files.createDirectory(folder).resolve("f"), secret);
      assertThatThrownBy(file::open).isInstanceOf(NotFileException.class);
      assertThat(file.size()).isEmpty();
    }
  }
}
