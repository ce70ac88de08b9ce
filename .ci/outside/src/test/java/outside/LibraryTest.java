package outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.VersionedStore;
import dev.vhs.testkit.junit.WithStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithStore(backend = WithStore.Medium.FILE)
class LibraryTest {
  @Test
  void aBookThatIsLentIsOneCopyLess(VersionedStore<Library.Book> books) {
    books.init("b1", new Library.Book("Emma", 2));
    books.update("b1", book -> new Library.Book(book.title(), book.copies() - 1));
    assertThat(books.getLatest("b1").value().copies()).isEqualTo(1);
  }

  @Test
  void theProgramRuns(@TempDir Path folder) {
    Library.main(new String[] {folder.resolve("store").toString()});
  }
}
