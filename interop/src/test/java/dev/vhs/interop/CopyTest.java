package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code vhs copy} from a table of the Scala client makes a native store of it. */
class CopyTest {
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  @BeforeAll
  static void setCredentials() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterAll
  static void clearCredentials() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @ParameterizedTest
  @EnumSource
  void versionsKeepTheirNumbersAndOrder(Variant variant) {
    try (SharedStore from = SharedStore.create(variant);
        SharedStore to = SharedStore.create(variant)) {
      write(from);
      copy(from.uri(), to.uri());
      assertSame(from, to.vhs(Compatibility.NATIVE), variant);
      copy(from.uri(), to.uri());
      from.scalaTexts().putLatest("a", "later");
      copy(from.uri(), to.uri());
      assertSame(from, to.vhs(Compatibility.NATIVE), variant);
    }
  }

  @Test
  void theCopyMayBeInFiles(@TempDir Path folder) {
    try (SharedStore from = SharedStore.create(Variant.MULTI)) {
      write(from);
      String to = "file:" + folder.resolve("copy");
      copy(from.uri(), to);
      try (Vhs copy = Vhs.open(to)) {
        assertSame(from, copy, Variant.MULTI);
        assertThat(copy.store(Codec.text()).delete("a").version()).isEqualTo(8);
      }
    }
  }

  private static void write(SharedStore from) {
    ScalaVhs<String> scala = from.scalaTexts();
    scala.init("a", "zero");
    scala.putLatest("a", "one");
    scala.put("a", 6, "six");
    scala.update("a", text -> text + " and seven");
    scala.init("b/c", "x".repeat(10_000));
    from.scalaBooks().init("book", new ScalaBook("Emma", 1));
    String key = from.putObject("older/old", "three");
    from.putItem(Items.olderPointer("old", 3, from.name(), key));
  }

  private static void copy(String from, String to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of("copy", "--from", from, "--to", to),
            InputStream.nullInputStream(),
            out,
            err,
            Map.of());
    assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("4 ids: ").contains("failed 0");
  }

  private static void assertSame(SharedStore from, Vhs copy, Variant variant) {
    VersionedStore<String> source = from.vhs().store(Codec.text());
    VersionedStore<String> target = copy.store(Codec.text());
    for (String id : List.of("a", "b/c", "book", "old")) {
      List<Long> versions = source.history(id).map(VersionInfo::version).toList();
      assertThat(target.history(id).map(VersionInfo::version)).isEqualTo(versions);
      for (long version : versions) {
        assertThat(target.get(id, version).value()).isEqualTo(source.get(id, version).value());
      }
    }
    assertThat(source.history("a").count()).isGreaterThan(variant == Variant.MULTI ? 3 : 0);
    assertThat(copy.maintenance().describe().compatibility()).isEqualTo(Compatibility.NATIVE);
  }
}
