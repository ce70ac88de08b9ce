package dev.vhs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VhsTest {
  record Book(String title, int copies) {}

  @Test
  void theDesignsExampleDoesWhatItSays() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<Book> books = vhs.store(Codec.json(Book.class));
      books.init("b1", new Book("Emma", 1));
      Versioned<Book> read = books.getLatest("b1");
      books.replace(read, new Book("Emma", 2));
      VersionInfo third = books.update("b1", b -> new Book(b.title(), b.copies() + 1));

      assertThat(third.version()).isEqualTo(2);
      assertThat(books.getLatest("b1").value()).isEqualTo(new Book("Emma", 3));
      assertThat(books.get("b1", 0).value()).isEqualTo(new Book("Emma", 1));
      assertThatThrownBy(() -> books.replace(read, new Book("Emma", 9)))
          .isInstanceOf(HigherVersionExists.class);
    }
  }

  @Test
  void factsOfAnApplicationsOwnMakingAreRefused() {
    VersionInfo own =
        (VersionInfo)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {VersionInfo.class},
                (proxy, method, arguments) -> method.getReturnType() == long.class ? 0L : "b1");
    try (Vhs vhs = Vhs.open("memory:")) {
      vhs.store(Codec.text()).init("b1", "Emma");
      assertThatThrownBy(() -> vhs.store(Codec.text()).replace(own, "Persuasion"))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("was not made by a store");
      assertThatThrownBy(() -> vhs.streams().replace(own, Source.of(new byte[1])))
          .isInstanceOf(InvalidRequest.class);
      assertThat(vhs.store(Codec.text()).getLatest("b1").value()).isEqualTo("Emma");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi", "single"})
  void largeValuesTravelThroughObjects(String variant) throws IOException {
    byte[] large = new byte[300_000];
    new java.util.Random(1).nextBytes(large);
    try (Vhs vhs = Vhs.builder("memory:?variant=" + variant).compress(true).open()) {
      StreamStore streams = vhs.streams();
      VersionInfo info = streams.putLatest("x", Source.of(new java.io.ByteArrayInputStream(large)));
      assertThat(info.size()).isEqualTo(large.length);
      assertThat(info.location()).isPresent();
      try (ValueStream stream = streams.open("x")) {
        assertThat(stream.readAllBytes()).isEqualTo(large);
        assertThat(stream.isVerified()).isTrue();
      }
      try (ValueStream part = streams.openRange("x", 0, 299_990, 100)) {
        assertThat(part.readAllBytes()).hasSize(10).endsWith(large[299_999]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi", "single"})
  void noIncrementIsLost(String variant) throws Exception {
    try (Vhs vhs = Vhs.builder("memory:?variant=" + variant).inlineItemBytes(0).open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.init("n", "0");
      ExecutorService threads = Executors.newFixedThreadPool(8);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 25; i++) {
                    store.update("n", text -> Integer.toString(Integer.parseInt(text) + 1));
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> future : running) {
        future.get();
      }
      threads.shutdown();
      assertThat(store.getLatest("n").value()).isEqualTo("200");
      assertThat(store.getLatest("n").version()).isEqualTo(200);
      SweepReport report = vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun());
      assertThat(report.orphans()).isZero();
    }
  }

  @Test
  void deletedIdsGoOnCountingAndCanBeRestored() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.putLatest("a", "one");
      store.put("a", 7, "seven");
      store.delete("a");
      assertThatThrownBy(() -> store.getLatest("a"))
          .isInstanceOf(NoVersionExists.class)
          .hasMessageContaining("deleted");
      assertThatThrownBy(() -> store.init("a", "x")).isInstanceOf(VersionAlreadyExists.class);
      assertThat(store.restore("a", 0).version()).isEqualTo(9);
      assertThat(store.getLatest("a").value()).isEqualTo("one");
      assertThat(store.history("a").map(VersionInfo::version)).containsExactly(9L, 8L, 7L, 0L);
      PurgeReport purged = store.purge("a");
      assertThat(purged.versions()).isEqualTo(3);
      assertThat(store.history("a").map(VersionInfo::kind))
          .containsExactly(VersionInfo.Kind.TOMBSTONE);
      assertThat(store.putLatest("a", "again").version()).isEqualTo(11);
      assertThat(store.purgeAndForget("a").forgotten()).isTrue();
      assertThat(store.init("a", "new").version()).isZero();
    }
  }

  @Test
  void aSingleVersionDeleteCanBeUndone() {
    try (Vhs vhs = Vhs.builder("memory:?variant=single").inlineItemBytes(0).open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.putLatest("a", "one");
      store.putLatest("a", "two");
      store.delete("a");
      assertThat(store.restore("a", 1).version()).isEqualTo(3);
      assertThat(store.getLatest("a").value()).isEqualTo("two");
      assertThatThrownBy(() -> store.prune("a", RetentionPolicy.newest(1)))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void eachFaceOfAStoreSaysWhichStoreItIsAndNoPassword() {
    InstantSource clock = InstantSource.system();
    Backend backend =
        new Backend(
            new MemoryPointerIndex(Variant.MULTI, clock),
            new MemoryObjectStore(clock),
            "",
            "aws:t/b?endpoint-s3=http://ann:secret@host");
    try (Vhs vhs = Vhs.builder(backend).open()) {
      String name = "[aws:t/b?endpoint-s3=http://***@host]";
      VersionedStore<String> store = vhs.store(Codec.text());
      assertThat(vhs).hasToString("Vhs" + name);
      assertThat(store).hasToString("VersionedStore" + name);
      assertThat(store.with(WriteOptions.DEFAULT)).hasToString("VersionedStore" + name);
      assertThat(store.async(Runnable::run)).hasToString("AsyncVersionedStore" + name);
      assertThat(vhs.streams()).hasToString("StreamStore" + name);
      assertThat(vhs.maintenance()).hasToString("Maintenance" + name);
    }
  }

  /** The listener sees no failure. */
  @Test
  void lookingForWhatIsMissingIsAnOperationThatSucceeds() {
    List<OperationEvent> events = new ArrayList<>();
    try (Vhs vhs = Vhs.builder("memory:").listener(events::add).open()) {
      assertThat(vhs.store(Codec.text()).findLatest("a")).isEmpty();
      assertThat(vhs.store(Codec.text()).find("a", 3)).isEmpty();
    }
    assertThat(events).extracting(OperationEvent::operation).containsExactly("findLatest", "find");
    assertThat(events).allSatisfy(event -> assertThat(event.failure()).isEmpty());
  }

  @Test
  void metadataTravelWithVersions() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.with(WriteOptions.DEFAULT.metadata("colour", "red")).putLatest("a", "one");
      assertThat(store.update("a", text -> text + "!").metadata()).containsEntry("colour", "red");
      store.updateMetadata("a", metadata -> Map.of("colour", "blue"));
      assertThat(store.getLatest("a").metadata()).containsEntry("colour", "blue");
      assertThat(store.getLatest("a").value()).isEqualTo("one!");
      assertThatThrownBy(
              () ->
                  store
                      .with(WriteOptions.DEFAULT.metadata("big", "x".repeat(9000)))
                      .putLatest("a", "x"))
          .isInstanceOf(ValueTooLarge.class);
    }
  }
}
