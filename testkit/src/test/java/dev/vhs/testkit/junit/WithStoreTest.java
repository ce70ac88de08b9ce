package dev.vhs.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@WithStore
class WithStoreTest {
  private static Vhs ofClass;
  private static Vhs previous;

  private final Vhs ofConstructor;

  WithStoreTest(Vhs vhs) {
    ofConstructor = vhs;
  }

  record Book(String title, int copies) {}

  @BeforeAll
  static void takeOneForTheClass(VersionedStore<String> store, Vhs vhs) {
    store.init("of the class", "value");
    ofClass = vhs;
  }

  @AfterAll
  static void theClassKeepsItsOwn(Vhs vhs) {
    assertThat(vhs).isSameAs(ofClass);
    assertThat(vhs.store(Codec.text()).exists("of the class")).isTrue();
  }

  @BeforeEach
  void write(VersionedStore<String> store) {
    store.init("before each", "value");
  }

  @RepeatedTest(2)
  void everyTestHasAFreshStore(Vhs vhs, VersionedStore<String> store, StreamStore streams) {
    assertThat(vhs).isNotSameAs(previous).isNotSameAs(ofClass).isSameAs(ofConstructor);
    if (previous != null) {
      assertThatThrownBy(() -> previous.store(Codec.text()).exists("id"))
          .as("a store after its test")
          .isNotNull();
    }
    previous = vhs;
    assertThat(store.exists("of the class")).isFalse();
    assertThat(store.exists("before each")).isTrue();
    streams.init("id", Source.of(new byte[] {'x'}));
    assertThat(store.getLatest("id").value()).isEqualTo("x");
    assertThat(vhs.variant()).isEqualTo(Variant.MULTI);
  }

  @Test
  void valuesAreEncodedByTheirType(
      VersionedStore<Book> books,
      VersionedStore<List<Book>> shelves,
      VersionedStore<byte[]> bytes) {
    books.init("book", new Book("Emma", 1));
    books.update("book", book -> new Book(book.title(), 2));
    assertThat(books.getLatest("book").value()).isEqualTo(new Book("Emma", 2));
    assertThat(bytes.getLatest("book").value())
        .asString()
        .isEqualTo("{\"title\":\"Emma\",\"copies\":2}");
    shelves.init("shelf", List.of(new Book("Emma", 3)));
    assertThat(shelves.getLatest("shelf").value()).containsExactly(new Book("Emma", 3));
  }

  @Test
  @WithStore(variant = Variant.SINGLE)
  void theNearestAnnotationCounts(Vhs vhs) {
    assertThat(vhs.variant()).isEqualTo(Variant.SINGLE);
  }

  @Nested
  @WithStore(variant = Variant.SINGLE)
  class OfAnotherVariant {
    @Test
    void theNearestAnnotationCounts(VersionedStore<String> store, Vhs vhs) {
      assertThat(vhs.variant()).isEqualTo(Variant.SINGLE);
      assertThat(store.exists("before each")).isTrue();
    }
  }

  @Nested
  class OfTheSameVariant {
    @Test
    void theEnclosingAnnotationCounts(Vhs vhs) {
      assertThat(vhs.variant()).isEqualTo(Variant.MULTI);
    }
  }
}
