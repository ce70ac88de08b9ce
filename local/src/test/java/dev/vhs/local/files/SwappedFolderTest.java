package dev.vhs.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.VhsException;
import dev.vhs.local.Samples;
import dev.vhs.local.shared.Rights;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A folder of objects that somebody swaps for a link, and back, while the store works: nothing
 * outside is written, read or removed, and whatever was said to be stored is in the store.
 */
@Timeout(300)
class SwappedFolderTest {
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final byte[] OURS = new byte[500];
  private static final byte[] THEIRS = "outside of the store".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;

  private Path root;
  private Path outside;
  private FileObjectStore store;

  @BeforeEach
  void setUp() throws IOException {
    root = dir.resolve("store");
    outside = Files.createDirectory(dir.resolve("outside"));
    try (var stream = Files.newDirectoryStream(dir)) {
      Assumptions.assumeTrue(
          stream instanceof SecureDirectoryStream, "folders can't be opened here");
    }
    store = FileObjectStore.open(root, InstantSource.system(), Rights.parse("775"));
    store.put(upload("first", true, false), Samples.CALL);
  }

  private static Upload upload(String name, boolean ifAbsent, boolean described) {
    Upload upload = Samples.upload("a%2F" + name + "/" + new UUID(1, name.hashCode()), OURS);
    Upload.Builder builder = upload.toBuilder().ifAbsent(ifAbsent);
    return described ? builder.userMetadata(Map.of("by", "a test")).build() : builder.build();
  }

  private static Location location(Upload upload) {
    return new Location("", upload.key());
  }

  /** The folders that may be swapped, below the store's own. */
  @ParameterizedTest
  @ValueSource(strings = {"objects", "objects/a%2f", "tmp"})
  void nothingOutsideIsTouched(String swapped) throws Exception {
    Path folder = root.resolve(swapped);
    Path aside = dir.resolve("aside");
    AtomicBoolean ends = new AtomicBoolean();
    Thread swapper =
        new Thread(
            () -> {
              while (!ends.get()) {
                swap(folder, aside);
                // Lets the store get on now and then.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
              }
            });
    // Of the same name as objects that are read and removed.
    Upload bait = upload("bait", false, false);
    store.put(bait, Samples.CALL);
    Path name =
        root.resolve("objects").relativize(new ObjectFiles(root, Rights.OWNER).file(bait.key()));
    for (Path below : List.of(name, name.subpath(1, name.getNameCount()))) {
      Files.createDirectories(outside.resolve(below).getParent());
      Files.write(outside.resolve(below), THEIRS);
    }
    // As an upload that was left, and as a folder that the store may remove when it is empty.
    Files.write(outside.resolve("1-0123456789abcdef-theirs"), THEIRS);
    Files.createDirectories(outside.resolve("a%2f/new0%2f"));
    Files.createDirectories(outside.resolve("new0%2f"));
    List<String> before = outside();
    List<Upload> stored = new ArrayList<>();
    swapper.start();
    try {
      long end = System.nanoTime() + TIME.toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        Upload upload = upload("object" + i, i % 2 == 0, i % 3 == 0);
        if (put(upload)) {
          stored.add(upload);
        }
        assertThat(read(bait)).isNotEqualTo(THEIRS);
        if (i % 5 == 0) {
          delete(bait);
          put(bait);
        }
        Upload below = upload("new" + i % 10 + "%2Fobject", i % 2 == 0, i % 3 == 0);
        put(below);
        delete(below);
        assertThat(listed())
            .allMatch(info -> info.size() == OURS.length)
            .allMatch(info -> info.location().key().startsWith("a%2F"));
        abortUploads();
      }
    } finally {
      ends.set(true);
      swapper.join();
    }
    assertThat(outside()).as("files outside").isEqualTo(before);
    assertThat(stored).as("the store got on now and then").isNotEmpty();
    for (Upload upload : stored) {
      assertThat(read(upload)).as(upload.key()).isEqualTo(OURS);
    }
  }

  private boolean put(Upload upload) throws IOException {
    try {
      return store.put(upload, Samples.CALL);
    } catch (VhsException e) {
      return false;
    }
  }

  private void delete(Upload upload) {
    try {
      store.delete(location(upload), Samples.CALL);
    } catch (VhsException e) {
      assertThat(e).as("it may be a link just now").isNotNull();
    }
  }

  private List<ObjectInfo> listed() {
    try {
      return store.list("", "", 20, Samples.CALL).objects();
    } catch (VhsException e) {
      return List.of();
    }
  }

  private void abortUploads() {
    try {
      store.abortUploads("", Instant.now(), Samples.CALL);
    } catch (VhsException e) {
      assertThat(e).as("it may be a link just now").isNotNull();
    }
  }

  private byte[] read(Upload upload) throws IOException {
    try (ObjectStream object = store.open(location(upload), ByteRange.ALL, Samples.CALL)) {
      return object == null ? new byte[0] : object.stream().readAllBytes();
    } catch (VhsException e) {
      return new byte[0];
    }
  }

  /** Has a link in the folder's place for a moment. */
  private void swap(Path folder, Path aside) {
    try {
      Files.move(folder, aside);
      if (link(folder)) {
        LockSupport.parkNanos(1);
        Files.delete(folder);
      }
      while (Files.exists(aside)) {
        putBack(folder, aside);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean link(Path folder) throws IOException {
    try {
      Files.createSymbolicLink(folder, outside);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Tries to put a folder back; the store may have made one in its place, and files in that. */
  private static void putBack(Path folder, Path aside) throws IOException {
    try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Path target = aside.resolve(folder.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.delete(each);
        } else {
          Files.createDirectories(target.getParent());
          Files.move(each, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(aside, folder);
    } catch (FileSystemException | UncheckedIOException e) {
      Thread.onSpinWait();
    }
  }

  /** Returns all files and folders there, with their contents, times and rights. */
  private List<String> outside() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(outside)) {
      for (Path each : all.sorted().toList()) {
        found.add(
            outside.relativize(each)
                + (Files.isDirectory(each) ? "/" : " " + Arrays.hashCode(Files.readAllBytes(each)))
                + " of "
                + Files.getLastModifiedTime(each)
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    return found;
  }
}
