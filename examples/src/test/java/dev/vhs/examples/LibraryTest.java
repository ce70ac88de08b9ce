package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.VersionedStore;
import dev.vhs.examples.Books.Book;
import dev.vhs.testkit.junit.WithStore;
import org.junit.jupiter.api.Test;

// snippet test
@WithStore
class LibraryTest {
  @Test
  void aBookThatIsLentIsOneCopyLess(VersionedStore<Book> books) {
    books.init("b1", new Book("Emma", 2));
    books.update("b1", b -> new Book(b.title(), b.copies() - 1));
    assertThat(books.getLatest("b1").value().copies()).isEqualTo(1);
  }
}
// end
