package dev.vhs.examples;

import dev.vhs.CacheStats;
import dev.vhs.Codec;
import dev.vhs.LastSweep;
import dev.vhs.Maintenance;
import dev.vhs.OperationEvent;
import dev.vhs.ReadOptions;
import dev.vhs.RetentionPolicy;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.VerifyReport;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.examples.Books.Book;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The examples of settings, and of what an operator does. */
public final class Operating {
  private Operating() {}

  /** Opens a store with settings. */
  public static Vhs settings(String uri, Consumer<OperationEvent> metrics) {
    // snippet settings
    return Vhs.builder(uri)
        .callTimeout(Duration.ofSeconds(5))
        .compress(true) // zstd, where it makes a value smaller
        .listener(metrics::accept) // operation, outcome, duration, requests, retries, bytes
        .open();
    // end
  }

  /** Opens a store with a cache, and returns its figures. */
  public static CacheStats cache(String uri) {
    // snippet cache
    try (Vhs vhs = Vhs.builder(uri).cacheBytes(256L << 20).open()) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      books.upsert("b1", new Book("Emma", 1), b -> new Book(b.title(), b.copies() + 1));
      books.update("b1", b -> new Book(b.title(), b.copies() + 1)); // no read before the write
      books.getLatest("b1"); // asks the index what is newest, always
      books.get("b1", 0); // asks nobody; a version never changes
      books.with(ReadOptions.DEFAULT.confirmed()).get("b1", 0); // asks whether it is still there
      return vhs.cacheStats();
    }
    // end
  }

  /** Tries a sweep, and verifies. */
  public static SweepReport sweep(Vhs vhs) {
    // snippet sweep
    Maintenance maintenance = vhs.maintenance();
    SweepReport swept = maintenance.gc(SweepOptions.DEFAULT.dryRun()); // what would go
    VerifyReport verified = maintenance.verify(true, problem -> System.err.println(problem));
    Optional<LastSweep> last = maintenance.lastSweep(); // when it was, and what it deleted
    // end
    return verified.problems() == 0 && last.isEmpty()
        ? swept
        : maintenance.gc(SweepOptions.DEFAULT.maxDelete(0));
  }

  /** Removes old versions, and then all. */
  public static void prune(VersionedStore<?> store) {
    // snippet prune
    store.prune("b1", RetentionPolicy.newest(10));
    store.prune("b1", RetentionPolicy.youngerThan(Duration.ofDays(90)));
    store.purge("b1"); // every byte of it, for good
    // end
  }

  /** A codec of one's own. */
  // snippet codec
  public static final Codec<Long> NUMBERS =
      new Codec<>() {
        @Override
        public byte[] encode(Long value) {
          return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        }

        @Override
        public Long decode(byte[] bytes, String contentType) {
          return ByteBuffer.wrap(bytes).getLong();
        }

        @Override
        public String contentType() {
          return "application/x-long";
        }
      };
  // end
}
