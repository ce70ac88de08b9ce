package dev.vhs.local.powerloss;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.VhsException;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.local.files.ObjectMetadata;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects survive a power cut once {@code put} has returned, whatever the disk did with what was
 * not forced. {@code -Dvhs.seed=N} repeats a run.
 */
class ObjectsAtPowerCutTest {
  private static final long SEED = Long.getLong("vhs.seed", new Random().nextInt(1 << 30));

  /** The number of a thousand steps after which the power is cut, beside those that end a write. */
  private static final int BETWEEN = 300;

  /** The number of states that chance picks of each moment. */
  private static final int TIMES = 2;

  @TempDir Path dir;

  private final Random random = new Random(SEED);
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private final Recording recording = new Recording();
  private PowerCuts cuts;

  @BeforeEach
  void setUp() throws IOException {
    System.out.println("power cuts of seed " + SEED);
    cuts = new PowerCuts(Files.createDirectory(dir.resolve("cuts")), random);
  }

  @AfterEach
  void tearDown() throws IOException {
    cuts.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forcesComeInOrder(boolean opens) throws IOException {
    putAll(opens);
    assertThat(new ForceOrder(Omission.STORE).breaches(recording)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasPutIsThere(boolean opens) throws IOException {
    putAll(opens);
    assertThat(cuts.losses(recording, BETWEEN, TIMES, this::losses)).isEmpty();
    assertThat(cuts.cuts()).isGreaterThan(50);
  }

  /** Shows that the tests above notice what a store doesn't force. */
  @ParameterizedTest
  @CsvSource({
    "OBJECT, true",
    "OBJECT, false",
    "METADATA, true",
    "METADATA, false",
    "OBJECTS_FOLDER, true",
    "OBJECTS_FOLDER, false",
    "NEW_SUBFOLDER, true",
    "NEW_SUBFOLDER, false",
    "STORES_FOLDER, true",
    "STORES_FOLDER, false"
  })
  void aForceThatIsLeftOutIsFound(Omission omission, boolean opens) throws IOException {
    putAll(opens);
    Recording broken = omission.from(recording);
    assertThat(new ForceOrder(Omission.STORE).breaches(broken)).isNotEmpty();
    assertThat(cuts.losses(broken, 0, 0, this::losses)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allForcesLeftOutAreFound(boolean opens) throws IOException {
    putAll(opens);
    Recording broken = Omission.allFrom(recording);
    assertThat(new ForceOrder(Omission.STORE).breaches(broken)).isNotEmpty();
    assertThat(cuts.losses(broken, 0, 0, this::losses)).isNotEmpty();
  }

  /**
   * A folder that another process made in place of one that is on the disk may not be there yet.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFolderThatWasReplacedIsForcedAgain(boolean opens) throws IOException {
    Path watched = Files.createDirectory(dir.resolve("watched"));
    Path folder = RecordingFiles.watch(watched, recording, opens).resolve(Omission.STORE);
    try (FileObjectStore store = FileObjectStore.open(folder)) {
      put(store, upload("src%2FApp.java/" + UUID.randomUUID(), 300, true));
      // Moved and not removed, since the file system may give a removed folder's number again.
      Path made = folder.resolve("objects").resolve("src%2f");
      Files.move(made, folder.resolve("objects").resolve("aside"));
      Files.createDirectory(made);
      put(store, upload("src%2FApp.java/" + UUID.randomUUID(), 300, true));
    }
    assertThat(new ForceOrder(Omission.STORE).breaches(recording)).isEmpty();
  }

  private void putAll(boolean opens) throws IOException {
    Path watched = Files.createDirectory(dir.resolve("watched"));
    Path folder = RecordingFiles.watch(watched, recording, opens).resolve(Omission.STORE);
    try (FileObjectStore store = FileObjectStore.open(folder)) {
      put(store, upload("readme/" + UUID.randomUUID(), 300, true));
      put(store, upload("src%2Fmain%2FApp.java/" + UUID.randomUUID(), 70_000, true));
      put(store, upload("src%2Fmain%2FApp.java/" + UUID.randomUUID(), 0, false));
      put(store, upload("x".repeat(400) + "/" + UUID.randomUUID(), 5_000, true));
      put(store, withMetadata(upload("~hashed/" + UUID.randomUUID(), 900, true)));
      Upload again = withMetadata(upload("again/" + UUID.randomUUID(), 1_500, false));
      put(store, again);
      put(store, again);
      put(store, upload("src%2Ftest%2FAppTest.java/" + UUID.randomUUID(), 2_000, true));
    }
  }

  private void put(FileObjectStore store, Upload upload) throws IOException {
    uploads.put(upload.key(), upload);
    assertThat(store.put(upload, CALL)).isTrue();
    recording.add(new FileOperation.Said(ForceOrder.DONE + upload.key()));
  }

  private Upload upload(String key, int size, boolean ifAbsent) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Body body = Body.of(Bytes.wrap(bytes));
    return Upload.builder(key, body)
        .contentType("text/plain")
        .userMetadata(ObjectMetadata.implied(key))
        .ifAbsent(ifAbsent)
        .build();
  }

  private static Upload withMetadata(Upload plain) {
    Map<String, String> metadata = Map.of("id", "an id that its key doesn't tell");
    return plain.toBuilder().userMetadata(metadata).build();
  }

  /** Returns the objects that are missing though they were done, or that are there in part. */
  private List<String> losses(Path folder, List<String> done) throws IOException {
    List<String> losses = new ArrayList<>();
    try (FileObjectStore store = FileObjectStore.open(folder.resolve(Omission.STORE))) {
      for (Upload upload : uploads.values()) {
        Location location = new Location("", upload.key());
        try (ObjectStream object = store.open(location, ByteRange.ALL, CALL)) {
          if (object == null ? done.contains(upload.key()) : !isSame(object, upload)) {
            losses.add((object == null ? "no " : "another ") + upload.key());
          }
        } catch (VhsException e) {
          losses.add(e.toString());
        }
      }
    }
    return losses;
  }

  private static boolean isSame(ObjectStream object, Upload upload) throws IOException {
    byte[] expected = upload.body().open().readAllBytes();
    return Arrays.equals(object.stream().readAllBytes(), expected)
        && object.info().userMetadata().equals(upload.userMetadata());
  }
}
