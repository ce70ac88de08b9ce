package dev.vhs.examples;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.examples.Books.Book;
import java.time.Duration;

/** The examples of a store that the Scala client shares. */
public final class Sharing {
  private Sharing() {}

  /** Writes where the Scala client may read; {@code uri} is {@code file:.vhs} in the guide. */
  public static String share(String uri) {
    // snippet share
    try (Vhs vhs = Vhs.builder(uri).compatibility(Compatibility.SCALA).open()) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      books.upsert("novels/b1", new Book("Emma", 1), b -> new Book(b.title(), b.copies() + 1));
      return books.info("novels/b1").location().orElseThrow().key(); // novels/b1/0/<uuid>.json
    }
    // end
  }

  /** Adopts a shared store, and says what a sweep would delete. */
  public static SweepReport sweep(String uri) {
    // snippet adopt
    try (Vhs vhs = Vhs.builder(uri).grace(Duration.ofDays(2), Duration.ofHours(1)).open()) {
      vhs.maintenance().adopt(); // once
      return vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun());
    }
    // end
  }

  /** Returns whether the Scala client may share a store. */
  public static boolean isShared(Vhs vhs) {
    return vhs.compatibility() == Compatibility.SCALA;
  }
}
