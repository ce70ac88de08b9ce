package dev.vhs.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.JsonCodec;
import dev.vhs.NoVersionExists;
import dev.vhs.Result;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The examples of typed values. */
public final class Books {
  private Books() {}

  /**
   * A book.
   *
   * @param title its title
   * @param copies how many there are
   */
  // snippet record
  public record Book(String title, int copies) {}

  // end

  /** Runs the README's first example; {@code uri} is {@code file:.vhs} there. */
  public static void first(String uri) {
    // snippet first
    try (Vhs vhs = Vhs.open(uri)) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));

      books.init("b1", new Book("Emma", 1)); // version 0 of a new id
      Versioned<Book> read = books.getLatest("b1");
      books.replace(read, new Book("Emma", 2)); // a conflict if somebody else wrote meanwhile

      // Read, change, write: again if somebody else was faster, so no change is ever lost.
      books.update("b1", b -> new Book(b.title(), b.copies() + 1));

      books.get("b1", 0); // Emma, 1 copy: every version stays
    }
    // end
  }

  /** Writes in every way. */
  public static void writes(VersionedStore<Book> books) {
    // snippet writes
    books.init("b1", new Book("Emma", 1)); // version 0; VersionAlreadyExists if the id ever had one
    books.putLatest("b1", new Book("Emma", 2)); // the next version, whatever it is
    books.put("b1", 10, new Book("Emma", 3)); // exactly version 10; gaps are allowed
    books.update("b1", b -> new Book(b.title(), b.copies() + 1)); // never loses anybody's change
    books.update("b1", b -> b.copies() > 0 ? null : new Book(b.title(), 1)); // null: no change
    books.upsert("b2", new Book("Persuasion", 1), b -> new Book(b.title(), b.copies() + 1));
    // end
  }

  /** Writes upon what was read, and says which way it went. */
  public static String conflict(VersionedStore<Book> books, Versioned<Book> read) {
    // snippet conflict
    try {
      VersionInfo written = books.replace(read, new Book("Emma", 7));
      return "wrote version " + written.version();
    } catch (HigherVersionExists e) {
      return "somebody was faster: " + books.getLatest(read.id()).value();
    }
    // end
  }

  /** Returns what is known of each version, without reading values. */
  public static List<String> info(VersionedStore<Book> books) {
    // snippet facts
    VersionInfo newest = books.info("b1"); // one read of the index, no bytes
    try (Stream<VersionInfo> history = books.history("b1")) { // newest first, read page by page
      return history
          .map(f -> f.version() + " of " + newest.version() + ": " + f.kind().text())
          .toList();
    }
    // end
  }

  /** Returns a title, or another word. */
  public static String title(VersionedStore<Book> books) {
    // snippet find
    String title = books.findLatest("b1").map(book -> book.value().title()).orElse("unknown");
    // end
    return title;
  }

  /** Writes a list of books, and a book by a mapper of one's own; returns how many were read. */
  public static int codecs(Vhs vhs, ObjectMapper mapper) {
    // snippet codecs
    VersionedStore<List<Book>> shelves =
        vhs.store(JsonCodec.of(new TypeReference<List<Book>>() {}));
    VersionedStore<Book> strict = vhs.store(JsonCodec.of(Book.class).with(mapper));
    // end
    shelves.putLatest("s1", List.of(new Book("Emma", 1), new Book("Persuasion", 2)));
    strict.putLatest("s2", shelves.getLatest("s1").value().get(1));
    return strict.getLatest("s2").value().copies();
  }

  /** Deletes, and restores. */
  public static void deletion(VersionedStore<Book> books) {
    // snippet deletion
    long last = books.info("b1").version();
    books.delete("b1"); // a tombstone; versions go on counting
    try {
      books.getLatest("b1");
    } catch (NoVersionExists e) {
      books.restore("b1", last); // the next version is that old one; no bytes are copied
    }
    // end
  }

  /** Writes with metadata, and changes them. */
  public static void metadata(VersionedStore<Book> books) {
    // snippet metadata
    books
        .with(WriteOptions.DEFAULT.metadata("reviewed-by", "Jane"))
        .putLatest("b1", new Book("Emma", 1));
    books.updateMetadata(
        "b1", metadata -> Map.of("reviewed-by", "Anne")); // the same object, no upload
    // end
  }

  /** Writes and reads many at once. */
  public static long batches(VersionedStore<Book> books) {
    // snippet batches
    Map<String, Result<VersionInfo>> written =
        books.putAll(Map.of("b3", new Book("Sanditon", 1), "b4", new Book("Lady Susan", 2)));
    Map<String, Result<Versioned<Book>>> read = books.getAll(List.of("b3", "b4", "missing"));
    long failed = read.values().stream().filter(result -> result.failure().isPresent()).count();
    // end
    return failed + written.size();
  }

  /** Reads without waiting. */
  public static CompletionStage<String> async(VersionedStore<Book> books, Executor executor) {
    // snippet async
    return books.async(executor).apply(store -> store.getLatest("b1").value().title());
    // end
  }
}
