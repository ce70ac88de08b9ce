package dev.vhs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vhs.CacheStats;
import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.SweepOptions;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.examples.Books.Book;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the documentation shows, on the module path and on the embedded store. */
class ExamplesTest {
  @TempDir Path dir;

  private String uri() {
    return "file:" + dir.resolve("store");
  }

  @Test
  void metricsAreKept() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (Vhs vhs = Metrics.open(uri(), meters)) {
      vhs.store(Codec.text()).init("a", "value");
      assertThat(vhs.store(Codec.text()).exists("b")).isFalse();
      Metrics.showLastGc(vhs, meters);
      assertThat(meters.get("vhs.gc.last.success").timeGauge().value()).isZero();
      vhs.maintenance().gc(SweepOptions.DEFAULT);
      assertThat(meters.get("vhs.gc.last.success").timeGauge().value(TimeUnit.MILLISECONDS))
          .isCloseTo((double) System.currentTimeMillis(), within(60_000.0));
    }
    assertThat(meters.get("vhs.operation").tag("operation", "init").timer().count()).isEqualTo(1);
    assertThat(meters.get("vhs.requests").tag("operation", "gc").counter().count()).isPositive();
  }

  @Test
  void theTestRunsOnTheModulePath() {
    assertThat(Vhs.class.getModule().isNamed()).isTrue();
    assertThat(Books.class.getModule().getName()).isEqualTo("dev.vhs.examples");
    assertThat(Vhs.class.getModule().isExported("dev.vhs.internal", Books.class.getModule()))
        .isFalse();
  }

  @Test
  void booksAreWrittenReadRestored() {
    Books.first(uri());
    try (Vhs vhs = Vhs.open(uri())) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      Versioned<Book> read = books.getLatest("b1");
      assertThat(read.value()).isEqualTo(new Book("Emma", 3));
      assertThat(Books.conflict(books, read)).isEqualTo("wrote version 3");
      assertThat(Books.conflict(books, read))
          .startsWith("somebody was faster: Book[title=Emma, copies=7]");
      assertThat(Books.info(books)).startsWith("3 of 3: value").hasSize(4);
      Books.deletion(books);
      assertThat(books.getLatest("b1").value()).isEqualTo(new Book("Emma", 7));
      Books.metadata(books);
      assertThat(books.info("b1").metadata()).containsEntry("reviewed-by", "Anne");
      assertThat(Books.batches(books)).isEqualTo(3);
      assertThat(Books.async(books, Runnable::run).toCompletableFuture())
          .isCompletedWithValue("Emma");
      Operating.prune(books);
      assertThat(books.exists("b1")).isFalse();
    }
  }

  @Test
  void aBackendOfOnesOwnIsOpenedByItsUri() {
    String folder = "folder:" + dir.resolve("own");
    Books.first(folder);
    try (Vhs vhs = Vhs.open(folder)) {
      assertThat(vhs.store(Codec.json(Book.class)).getLatest("b1").value().copies()).isEqualTo(3);
      assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    }
    assertThatThrownBy(() -> Vhs.open("folder:"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("expected folder:DIR");
  }

  @Test
  void everyKindOfWriteWorks() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      assertThat(Books.title(books)).isEqualTo("unknown");
      Books.writes(books);
      assertThat(Books.title(books)).isEqualTo("Emma");
      assertThat(Books.codecs(vhs, new ObjectMapper())).isEqualTo(2);
      assertThat(books.getLatest("b1").version()).isEqualTo(11);
      assertThat(books.getLatest("b2").value().copies()).isEqualTo(1);
      VersionedStore<Long> numbers = vhs.store(Operating.NUMBERS);
      numbers.putLatest("n", 42L);
      assertThat(numbers.getLatest("n").value()).isEqualTo(42L);
    }
  }

  @Test
  void aCacheAnswersWhatItMay() {
    CacheStats stats = Operating.cache(uri());
    assertThat(stats.guesses()).isEqualTo(1);
    assertThat(stats.staleGuesses()).isZero();
    assertThat(stats.versionHits()).isEqualTo(1);
    try (Vhs vhs = Vhs.open(uri())) {
      assertThat(vhs.store(Codec.json(Book.class)).getLatest("b1").value().copies()).isEqualTo(2);
    }
  }

  @Test
  void aStoreIsSharedWithTheScalaClient() {
    assertThat(Sharing.share(uri())).matches("novels/b1/0/[-0-9a-f]{36}\\.json");
    assertThat(Sharing.share(uri())).matches("novels/b1/1/[-0-9a-f]{36}\\.json");
    assertThat(Sharing.sweep(uri()).objects()).isEqualTo(2);
    try (Vhs vhs = Vhs.open(uri())) {
      assertThat(Sharing.isShared(vhs)).isTrue();
      assertThat(vhs.store(Codec.json(Book.class)).getLatest("novels/b1").value())
          .isEqualTo(new Book("Emma", 2));
      assertThat(vhs.maintenance().describe().grace()).isEqualTo(Duration.ofDays(2));
    }
  }

  @Test
  void streamsPass() throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(dir.resolve("film"), bytes);
    List<String> operations = new ArrayList<>();
    try (Vhs vhs = Operating.settings(uri(), event -> operations.add(event.operation()))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Streams.copy(vhs.streams(), file, out);
      assertThat(out.toByteArray()).isEqualTo(bytes);
      assertThat(Streams.part(vhs.streams())).hasSize(500).startsWith(bytes[1000]);
      assertThat(Operating.sweep(vhs).orphans()).isZero();
    }
    assertThat(operations)
        .containsExactly("putLatest", "open", "info", "openRange", "gc", "verify", "lastSweep");
  }
}
