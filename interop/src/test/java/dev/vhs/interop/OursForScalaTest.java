package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Scala client reads and continues what our client writes into a shared table. */
class OursForScalaTest {
  /** More than our client sends in one request. */
  private static final int LARGE = 9 << 20;

  @ParameterizedTest
  @EnumSource
  void everyWriteIsRead(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      ours.init("a", "Zoë 💚");
      assertThat(scala.getLatest("a")).isEqualTo("Zoë 💚");
      ours.putLatest("a", "one");
      assertThat(scala.get("a", 1)).isEqualTo("one");
      ours.put("a", 5, "five");
      assertThat(scala.get("a", 5)).isEqualTo("five");
      ours.update("a", text -> "");
      assertThat(scala.getLatest("a")).isEmpty();
      ours.replace(ours.getLatest("a"), "seven");
      ours.updateMetadata("a", metadata -> Map.of("reviewed", "yes"));
      assertThat(scala.latestVersion("a")).isEqualTo(8);
      assertThat(scala.getLatest("a")).isEqualTo("seven");
      ours.upsert("b", "new", text -> "changed");
      assertThat(scala.get("b", 0)).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWriteIsUpdated(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<ScalaBook> scala = shared.scalaBooks();
      VersionedStore<Book> ours = shared.compatibleVhs().store(Codec.json(Book.class));
      ours.init("b", new Book("Emma", 0));
      for (int copies = 0; copies < 6; copies += 2) {
        scala.update("b", book -> new ScalaBook(book.title(), book.copies() + 1));
        ours.update("b", book -> new Book(book.title(), book.copies() + 1));
      }
      assertThat(ours.getLatest("b").value()).isEqualTo(new Book("Emma", 6));
      assertThat(scala.getLatest("b")).isEqualTo(new ScalaBook("Emma", 6));
      assertThat(scala.latestVersion("b")).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ourFactsRideAlongUntilItReplacesTheRow(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      ours.with(WriteOptions.DEFAULT.metadata("from", "us")).init("a", "zero");
      assertThat(ours.info("a").metadata()).containsEntry("from", "us");
      assertThat(ours.info("a").sha256()).isPresent();
      scala.putLatest("a", "one");
      assertThat(ours.info("a").metadata()).isEmpty();
      assertThat(ours.getLatest("a").value()).isEqualTo("one");
      if (variant == Variant.MULTI) {
        assertThat(ours.info("a", 0).metadata()).containsEntry("from", "us");
      } else {
        assertThat(shared.items("a").get(0).keySet()).isEqualTo(Set.of("id", "version", "payload"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRowIsWithoutAnObject(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      ours.init("a", "tiny");
      ours.put("a", 9, "after a gap");
      assertThat(shared.items("a"))
          .hasSize(variant == Variant.MULTI ? 2 : 1)
          .allSatisfy(
              item -> assertThat(Items.key(item)).matches("shared/books/a/[09]/[0-9a-f-]+\\.json"));
    }
  }

  @Test
  void aValueOfManyPartsIsRead() {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    // Any byte as a character of its own, so that it is text.
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      shared.compatibleVhs().store(Codec.text()).init("a", text);
      assertThat(shared.log().operations()).contains("UploadPart");
      assertThat(shared.scalaTexts().getLatest("a").equals(text)).isTrue();
    }
  }
}
