package dev.vhs.local.files;

import static dev.vhs.local.Samples.CALL;
import static dev.vhs.local.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.local.CountingContext;
import dev.vhs.local.shared.Rights;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files on disk, and the accidents that befall them. */
class FileObjectStoreFilesTest {
  @TempDir Path dir;

  private final TestClock clock = new TestClock();
  private Path folder;
  private FileObjectStore store;

  @BeforeEach
  void open() {
    folder = dir.resolve("store");
    store = FileObjectStore.open(folder, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void openingAndReadingMakeNothing() {
    Location location = at("a/b");
    assertThat(store.open(location, ByteRange.ALL, CALL)).isNull();
    assertThat(store.stat(location, CALL)).isNull();
    assertThat(store.list("", "", 1, CALL).objects()).isEmpty();
    store.delete(location, CALL);
    assertThat(store.abortUploads("", clock.instant(), CALL)).isZero();
    assertThat(folder).doesNotExist();
  }

  @Test
  void anObjectIsAPlainFileOfItsBytesAndItsTime() throws IOException {
    String writeId = UUID.randomUUID().toString();
    store.put(upload("src%2FMain.java/" + writeId, bytes("class Main {}")), CALL);
    Path file = folder.resolve("objects/src%2f/main.java@" + writeId + "^1");
    assertThat(file).hasContent("class Main {}");
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(clock.instant());
    assertThat(paths(folder.resolve("tmp"))).isEmpty();
  }

  @Test
  void bytesThatAreReadOrWrittenAreCounted() throws IOException {
    CountingContext call = new CountingContext();
    store.put(upload("key", new byte[100_000]), call);
    assertThat(call.bytes()).isEqualTo(100_000);
    try (ObjectStream object = store.open(at("key"), new ByteRange(90_000, 5_000), call)) {
      assertThat(object.stream().readAllBytes()).hasSize(5_000);
    }
    assertThat(call.bytes()).isEqualTo(105_000);
    assertThat(call.requests()).isEqualTo(2);
  }

  @Test
  void userMetadataThatTheKeyTellsTakesNoFile() throws IOException {
    Map<String, String> implied =
        Map.of("vhs-id", "YS9i", "vhs-write-id", "00000000-0000-7000-8000-000000000001");
    String key = "a%2Fb/00000000-0000-7000-8000-000000000001";
    store.put(
        Upload.builder(key, body("x")).contentType("text/plain").userMetadata(implied).build(),
        CALL);
    assertThat(store.stat(at(key), CALL).userMetadata()).isEqualTo(implied);
    assertThat(paths(folder.resolve("objects"))).hasSize(1);
  }

  @Test
  void otherUserMetadataLieBesideAndGoWithTheObject() throws IOException {
    for (Map<String, String> metadata :
        List.of(Map.of("a", "\"ä\\\n"), Map.<String, String>of(), Map.of("vhs-id", "eA"))) {
      String key = "~" + "ab".repeat(32) + "/00000000-0000-7000-8000-000000000001";
      store.put(
          Upload.builder(key, body("x")).contentType("text/plain").userMetadata(metadata).build(),
          CALL);
      assertThat(store.stat(at(key), CALL).userMetadata()).isEqualTo(metadata);
      try (ObjectStream object = store.open(at(key), ByteRange.ALL, CALL)) {
        assertThat(object.info().userMetadata()).isEqualTo(metadata);
      }
      assertThat(store.list("", "", 9, CALL).objects()).hasSize(1);
    }
    store.delete(at("~" + "ab".repeat(32) + "/00000000-0000-7000-8000-000000000001"), CALL);
    assertThat(paths(folder.resolve("objects"))).isEmpty();
  }

  @Test
  void metadataOfAnObjectThatWasThereBeforeAreForgotten() throws IOException {
    store.put(
        Upload.builder("k", body("x"))
            .contentType("text/plain")
            .userMetadata(Map.of("a", "b"))
            .build(),
        CALL);
    store.put(Upload.builder("k", body("y")).contentType("text/plain").build(), CALL);
    assertThat(store.stat(at("k"), CALL).userMetadata()).isEmpty();
  }

  @Test
  void deletingTheLastObjectRemovesItsFolders() throws IOException {
    store.put(upload("a%2Fb%2Fc", new byte[1]), CALL);
    store.put(upload("a%2Fd", new byte[1]), CALL);
    store.delete(at("a%2Fb%2Fc"), CALL);
    assertThat(folder.resolve("objects/a%2f/b%2f")).doesNotExist();
    assertThat(folder.resolve("objects/a%2f")).exists();
    store.delete(at("a%2Fd"), CALL);
    assertThat(paths(folder.resolve("objects"))).isEmpty();
    store.put(upload("a%2Fb%2Fc", new byte[1]), CALL);
    assertThat(store.stat(at("a%2Fb%2Fc"), CALL)).isNotNull();
  }

  @Test
  void foldersThatAreRemovedByOthersMeanwhileAreMadeAgain() throws Exception {
    try (FileObjectStore other = FileObjectStore.open(folder, clock)) {
      List<Future<?>> done = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      for (int thread = 0; thread < 4; thread++) {
        FileObjectStore mine = thread % 2 == 0 ? store : other;
        String key = "a%2Fb%2Fc%2F" + thread;
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    assertThat(mine.put(upload(key, new byte[10]), CALL)).isTrue();
                    assertThat(mine.stat(at(key), CALL)).isNotNull();
                    mine.delete(at(key), CALL);
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
      threads.shutdown();
    }
  }

  @Test
  void aFolderThatIsASymbolicLinkIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "theirs");
    store.put(upload("b%2Fc", new byte[1]), CALL);
    Files.createSymbolicLink(folder.resolve("objects/a%2f"), outside);
    assertThatThrownBy(() -> store.put(upload("a%2Fsecret", new byte[1]), CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> store.open(at("a%2Fsecret"), ByteRange.ALL, CALL))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> store.delete(at("a%2Fsecret"), CALL))
        .isInstanceOf(StoreMismatch.class);
    assertThat(store.list("", "", 9, CALL).objects()).hasSize(1);
    assertThat(outside.resolve("secret")).hasContent("theirs");
    assertThat(paths(outside)).hasSize(1);
  }

  @Test
  void aFileThatIsASymbolicLinkIsNoObject() throws IOException {
    Path outside = Files.writeString(dir.resolve("secret"), "theirs");
    store.put(upload("b", new byte[1]), CALL);
    Files.createSymbolicLink(folder.resolve("objects/a"), outside);
    assertThat(store.open(at("a"), ByteRange.ALL, CALL)).isNull();
    assertThat(store.stat(at("a"), CALL)).isNull();
    assertThat(store.list("", "", 9, CALL).objects()).hasSize(1);
    assertThat(store.put(upload("a", bytes("ours")), CALL)).isTrue();
    assertThat(folder.resolve("objects/a")).hasContent("ours");
    assertThat(outside).hasContent("theirs");
  }

  @Test
  void theFolderOfAllObjectsAsALinkIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(dir.resolve("outside"));
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("objects"), outside);
    assertThatThrownBy(() -> store.put(upload("a", new byte[1]), CALL))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> store.list("", "", 1, CALL)).isInstanceOf(StoreMismatch.class);
    assertThat(paths(outside)).isEmpty();
  }

  @Test
  void theStoresOwnFolderMayBeALink() throws IOException {
    Path real = Files.createDirectory(dir.resolve("real"));
    Files.createSymbolicLink(folder, real);
    store.put(upload("a", new byte[1]), CALL);
    assertThat(real.resolve("objects/a")).exists();
  }

  @Test
  void keysDoNotLeaveTheFolder() throws IOException {
    for (String key : List.of("../../evil", "/etc/evil", "..", "a/../../../evil", "..%2F..%2Fe")) {
      store.put(upload(key, new byte[1]), CALL);
      assertThat(store.stat(at(key), CALL)).isNotNull();
    }
    assertThat(paths(dir)).containsExactly("store");
    assertThat(store.list("", "", 9, CALL).objects()).hasSize(5);
  }

  @Test
  void aFileWhereAFolderShouldBeIsNamed() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("objects"), "a file");
    assertThatThrownBy(() -> store.put(upload("a", new byte[1]), CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("objects");
    assertThatThrownBy(() -> store.stat(at("a"), CALL)).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> store.list("", "", 1, CALL)).isInstanceOf(StoreMismatch.class);
  }

  /** An earlier release wrote the time in the digits of the user's locale. */
  @Test
  void anUploadThatIsDatedInOtherDigitsIsEnded() throws IOException {
    TemporaryFiles temporary = new TemporaryFiles(new ObjectFiles(folder, Rights.OWNER));
    leave(temporary, "key/1");
    String name = paths(folder.resolve("tmp")).get(0);
    Path file = folder.resolve("tmp").resolve(name);
    int time = name.indexOf('-');
    StringBuilder persian = new StringBuilder();
    name.substring(0, time).chars().map(c -> c - '0' + '\u06F0').forEach(persian::appendCodePoint);
    Files.move(file, file.resolveSibling(persian + name.substring(time)));
    assertThat(store.abortUploads("", clock.instant(), CALL)).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(store.abortUploads("", clock.instant(), CALL)).isEqualTo(1);
    assertThat(paths(folder.resolve("tmp"))).isEmpty();
  }

  /** Begins an upload as a process does that dies then. */
  private void leave(TemporaryFiles temporary, String key) throws IOException {
    TemporaryFile file = temporary.create(key, clock.instant());
    file.channel().close();
    file.folder().close();
  }

  @Test
  void foldersThatGotNoNameAreRemovedByAge() throws IOException {
    store.put(upload("a%2Fb", new byte[1]), CALL);
    List<String> before = paths(folder);
    for (String name : List.of("new-0123456789abcdef", "new-0123456789abcdee", "new-one")) {
      Path left = Files.createDirectory(folder.resolve(name));
      if (name.endsWith("e")) {
        Files.writeString(left.resolve("note"), "somebody's");
      }
      Files.setLastModifiedTime(left, FileTime.from(clock.instant()));
    }
    assertThat(store.abortUploads("", clock.instant(), CALL)).isZero();
    assertThat(paths(folder)).hasSize(before.size() + 3);
    assertThat(store.abortUploads("", clock.instant().plusSeconds(1), CALL)).isZero();
    assertThat(paths(folder))
        .hasSize(before.size() + 2)
        .contains("new-0123456789abcdee", "new-one")
        .doesNotContain("new-0123456789abcdef");
  }

  @Test
  void metadataOfAnObjectThatIsStoredWhileTheLastIsRemovedStay() throws IOException {
    Map<String, String> metadata = Map.of("by", "a test");
    Upload upload = upload("key", new byte[10]).toBuilder().userMetadata(metadata).build();
    store.put(upload, CALL);
    // Asked for its time, the deletion is between the object and its metadata.
    RequestContext stores =
        new CountingContext() {
          @Override
          public Duration remaining() {
            try {
              store.put(upload, CALL);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return super.remaining();
          }
        };
    store.delete(at("key"), stores);
    assertThat(store.stat(at("key"), CALL).userMetadata()).isEqualTo(metadata);
  }

  /** An object that is gone is absent, and no link that somebody put there. */
  @Test
  void objectsThatAreRemovedWhileTheyArePutOrReadAreAbsent() throws Exception {
    Map<String, String> metadata = Map.of("by", "a test");
    Upload plain = upload("a%2Fplain", new byte[10]).toBuilder().ifAbsent(true).build();
    Upload described =
        upload("a%2Fdescribed", new byte[10]).toBuilder()
            .ifAbsent(true)
            .userMetadata(metadata)
            .build();
    AtomicBoolean ends = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (FileObjectStore other = FileObjectStore.open(folder)) {
      Future<?> removes =
          threads.submit(
              () -> {
                while (!ends.get()) {
                  other.delete(at(plain.key()), CALL);
                  other.delete(at(described.key()), CALL);
                }
              });
      Future<?> reads =
          threads.submit(
              () -> {
                while (!ends.get()) {
                  ObjectInfo info = other.stat(at(described.key()), CALL);
                  assertThat(info == null ? metadata : info.userMetadata()).isEqualTo(metadata);
                  try (ObjectStream object = other.open(at(described.key()), ByteRange.ALL, CALL)) {
                    assertThat(object == null ? metadata : object.info().userMetadata())
                        .isEqualTo(metadata);
                  }
                  assertThat(other.list("", "", 9, CALL).objects()).hasSizeLessThanOrEqualTo(2);
                }
                return null;
              });
      try (FileObjectStore mine = FileObjectStore.open(folder)) {
        for (int i = 0; i < 1500; i++) {
          mine.put(plain, CALL);
          mine.put(described, CALL);
        }
      } finally {
        ends.set(true);
      }
      removes.get();
      reads.get();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void uploadsThatDiedAreEndedByAgeAndKey() throws IOException {
    TemporaryFiles temporary = new TemporaryFiles(new ObjectFiles(folder, Rights.OWNER));
    leave(temporary, "old%2Fkey/1");
    clock.advance(Duration.ofHours(1));
    leave(temporary, "old%2Fkey/2");
    leave(temporary, "x".repeat(300));
    clock.advance(Duration.ofHours(1));
    leave(temporary, "old%2Fkey/3");
    Files.writeString(folder.resolve("tmp/note"), "somebody's");
    assertThat(store.abortUploads("", clock.instant().minusSeconds(7200), CALL)).isZero();
    assertThat(store.abortUploads("other", clock.instant(), CALL)).isZero();
    assertThat(store.abortUploads("x".repeat(61), clock.instant(), CALL))
        .as("too little of the key is known")
        .isZero();
    assertThat(store.abortUploads("old%2F", clock.instant().minusSeconds(3599), CALL)).isEqualTo(2);
    assertThat(store.abortUploads("", clock.instant(), CALL)).isEqualTo(1);
    assertThat(paths(folder.resolve("tmp"))).hasSize(2).contains("note");
  }

  @Test
  void anUploadThatWasTakenForDeadFailsAndStoresNothing() {
    Body stalled =
        new Body() {
          @Override
          public OptionalLong size() {
            return OptionalLong.empty();
          }

          @Override
          public boolean isReplayable() {
            return false;
          }

          @Override
          public InputStream open() {
            clock.advance(Duration.ofDays(2));
            assertThat(store.abortUploads("", clock.instant(), CALL)).isEqualTo(1);
            return new ByteArrayInputStream(new byte[1000]);
          }
        };
    for (boolean ifAbsent : new boolean[] {false, true}) {
      Upload upload =
          Upload.builder("a%2Fkey", stalled).contentType("text/plain").ifAbsent(ifAbsent).build();
      assertThatThrownBy(() -> store.put(upload, CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("took it for abandoned");
      assertThat(store.stat(at("a%2Fkey"), CALL)).isNull();
    }
  }

  @Test
  void oneOfManyGetsAFreeKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int round = 0; round < 20; round++) {
      String key = "key" + round;
      List<Future<Boolean>> stored = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        byte[] mine = bytes("thread" + thread);
        FileObjectStore another = FileObjectStore.open(folder, clock);
        stored.add(
            threads.submit(
                () -> {
                  Body body = Body.of(Bytes.wrap(mine));
                  return another.put(
                      Upload.builder(key, body)
                          .contentType("text/plain")
                          .userMetadata(Map.of("by", key))
                          .ifAbsent(true)
                          .build(),
                      CALL);
                }));
      }
      int winners = 0;
      String winner = "";
      for (int thread = 0; thread < 8; thread++) {
        if (stored.get(thread).get()) {
          winners++;
          winner = "thread" + thread;
        }
      }
      assertThat(winners).isEqualTo(1);
      assertThat(folder.resolve("objects/" + key)).hasContent(winner);
      assertThat(store.stat(at(key), CALL).userMetadata()).containsEntry("by", key);
    }
    threads.shutdown();
    assertThat(paths(folder.resolve("tmp"))).containsExactly("lock");
  }

  @Test
  void anInterruptedUploadStoresNothingAndTheThreadStaysInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store.put(upload("a", new byte[1000]), CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("Interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(store.stat(at("a"), CALL)).isNull();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  private static Location at(String key) {
    return new Location("", key);
  }

  private static Body body(String text) {
    return Body.of(Bytes.wrap(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> paths(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
