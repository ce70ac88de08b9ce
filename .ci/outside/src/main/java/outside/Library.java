package outside;

import dev.vhs.Codec;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;

/** Writes to a store twice and reads it once, as the README shows. */
public final class Library {
  private Library() {}

  /**
   * Runs.
   *
   * @param arguments the store's folder
   */
  public static void main(String[] arguments) {
    try (Vhs vhs = Vhs.open("file:" + arguments[0])) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      books.init("b1", new Book("Emma", 1));
      books.update("b1", book -> new Book(book.title(), book.copies() + 1));
      Versioned<Book> read = books.getLatest("b1");
      if (read.version() != 1 || read.value().copies() != 2) {
        throw new IllegalStateException("read " + read);
      }
    }
  }

  /** A book of a library. */
  public record Book(String title, int copies) {}
}
