package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer is killed while it writes; what it was told is done must be there, whole. */
@Timeout(600)
class KilledWriterIT {
  private static final int THREADS = 4;

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 200, 201})
  void whatWasAcknowledgedIsThereAndNothingIsHalfWritten(int lines) throws Exception {
    Path folder = dir.resolve("store");
    List<String> said = writeUntilKilled(folder, lines);
    try (Backend backend = LocalBackend.open(folder)) {
      Set<String> objects = check(backend);
      for (String line : said) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("object")) {
          assertThat(objects).as(line).contains(words[1]);
        } else {
          Row row =
              backend
                  .index()
                  .read(words[1], Long.parseLong(words[2]), Consistency.CONSISTENT, CALL);
          assertThat(row).as(line).isNotNull();
          assertThat(row.writeId()).as(line).hasToString(words[3]);
        }
      }
      backend.objects().abortUploads("", Instant.now().plusSeconds(60), CALL);
      try (var left = Files.list(folder.resolve("tmp"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static List<String> writeUntilKilled(Path folder, int lines) throws Exception {
    List<String> said = new ArrayList<>();
    try (ChildJvm child =
        ChildJvm.start(WriterProcess.class, "endlessly", folder, Variant.MULTI, THREADS)) {
      assertThat(child.line()).isEqualTo("ready");
      child.go();
      while (said.size() < lines) {
        said.add(child.line());
      }
      child.kill();
      // It may have said more by then, and a last line in part.
      for (String line = child.line(); line != null; line = child.line()) {
        if (line.matches("object \\S+/\\S{36}|row \\S+ \\d+ \\S{36}")) {
          said.add(line);
        }
      }
    }
    return said;
  }

  /** Reads all objects, which must be whole; answers their keys. */
  private static Set<String> check(Backend backend) throws IOException {
    Set<String> keys = new HashSet<>();
    String after = "";
    while (true) {
      ObjectPage page = backend.objects().list("", after, 100, CALL);
      for (ObjectInfo info : page.objects()) {
        Location location = info.location();
        after = location.key();
        keys.add(after);
        try (ObjectStream object = backend.objects().open(location, ByteRange.ALL, CALL)) {
          String text = new String(object.stream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(text).isEqualTo((after + "\n").repeat(2000));
        }
      }
      if (page.last()) {
        return keys;
      }
    }
  }
}
