package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.NoVersionExists;
import dev.vhs.Scan;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our client reads and continues what the Scala client wrote, without any setting for it. */
class ScalaWrittenTest {
  @ParameterizedTest
  @EnumSource
  void valuesAndHistoriesAreRead(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a", "zero");
      scala.putLatest("a", "one");
      scala.put("a", 5, "five");
      scala.update("a", text -> text + ", and six");
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThat(ours.getLatest("a").value()).isEqualTo("five, and six");
      assertThat(ours.get("a", 6).value()).isEqualTo("five, and six");
      if (variant == Variant.MULTI) {
        assertThat(versions(ours)).containsExactly(6L, 5L, 1L, 0L);
        assertThat(ours.get("a", 0).value()).isEqualTo("zero");
        assertThat(ours.get("a", 1).value()).isEqualTo("one");
        assertThat(ours.get("a", 5).value()).isEqualTo("five");
        assertThatThrownBy(() -> ours.get("a", 4)).isInstanceOf(NoVersionExists.class);
      } else {
        assertThat(versions(ours)).containsExactly(6L);
      }
    }
  }

  private static List<Long> versions(VersionedStore<?> store) {
    return store.history("a").map(VersionInfo::version).toList();
  }

  @Test
  void caseClassesAreReadAsJson() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      shared.scalaBooks().init("b", new ScalaBook("Zoë 💚", 7));
      VersionedStore<Book> ours = shared.vhs().store(Codec.json(Book.class));
      assertThat(ours.getLatest("b").value()).isEqualTo(new Book("Zoë 💚", 7));
    }
  }

  @ParameterizedTest
  @EnumSource
  void allIdsAreListed(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a/1", "one");
      scala.init("a/2", "two");
      scala.putLatest("a/2", "two again");
      scala.init("b", "three");
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThat(ours.scan(Scan.all()).map(VersionInfo::toString))
          .containsExactlyInAnyOrder(
              "'a/1' v0 (-1 bytes)", "'a/2' v1 (-1 bytes)", "'b' v0 (-1 bytes)");
      assertThat(ours.scan(Scan.all().prefix("a/")).map(VersionInfo::id))
          .containsExactlyInAnyOrder("a/1", "a/2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void olderPointersAreReadAndWrittenOver(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      String key = shared.putObject("older/a/3/" + "f".repeat(8), "three");
      shared.putItem(Items.olderPointer("a", 3, shared.name(), key));
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThat(ours.getLatest("a").value()).isEqualTo("three");
      assertThat(ours.get("a", 3).info().location().orElseThrow().key()).isEqualTo(key);
      assertThat(versions(ours)).containsExactly(3L);
      assertThat(ours.scan(Scan.all()).map(VersionInfo::id)).containsExactly("a");
      assertThat(ours.update("a", text -> text + " and four").version()).isEqualTo(4);
      assertThat(shared.scalaTexts().getLatest("a")).isEqualTo("three and four");
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreUpdated(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<ScalaBook> scala = shared.scalaBooks();
      scala.init("b", new ScalaBook("Emma", 1));
      VersionedStore<Book> ours = shared.vhs().store(Codec.json(Book.class));
      assertThat(ours.update("b", book -> new Book(book.title(), 2)).version()).isEqualTo(1);
      assertThat(ours.replace(ours.getLatest("b"), new Book("Emma", 3)).version()).isEqualTo(2);
      assertThat(scala.getLatest("b")).isEqualTo(new ScalaBook("Emma", 3));
    }
  }

  @Test
  void anOldVersionIsRestored() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a", "zero");
      scala.putLatest("a", "one");
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThat(ours.restore("a", 0).version()).isEqualTo(2);
      assertThat(ours.getLatest("a").value()).isEqualTo("zero");
      assertThat(scala.getLatest("a")).isEqualTo("zero");
      assertThat(scala.putLatest("a", "three")).isEqualTo(3);
      assertThat(shared.keys()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletionsAreRefusedSinceTheyWouldWedgeTheId(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a", "zero");
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThatThrownBy(() -> ours.delete("a"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Scala client");
      assertThatThrownBy(() -> ours.purge("a"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Scala client");
      assertThat(scala.putLatest("a", "one")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsTableIsNotWrittenNatively(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().init("a", "zero");
      VersionedStore<String> ours = shared.vhs(Compatibility.NATIVE).store(Codec.text());
      assertThatThrownBy(() -> ours.putLatest("a", "one")).isInstanceOf(StoreMismatch.class);
      assertThat(shared.items("a")).hasSize(1);
      assertThat(shared.keys()).hasSize(1);
    }
  }

  @Test
  void longHistoriesAreReadPageByPage() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a", "zero");
      String key = Items.key(shared.items("a").get(0));
      IntStream.rangeClosed(1, 250)
          .forEach(version -> shared.putItem(Items.pointer("a", version, shared.name(), key)));
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      assertThat(versions(ours)).hasSize(251).startsWith(250L, 249L).endsWith(1L, 0L);
    }
  }
}
