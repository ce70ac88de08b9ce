package dev.vhs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.JobOptions;
import dev.vhs.Location;
import dev.vhs.RetentionPolicy;
import dev.vhs.Scan;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.SweepOptions;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request that the engine makes has a deadline, also where the call has none: a service that
 * answers nothing, or a byte a second, holds nobody for ever. Only the bytes of a value that
 * streams may take any time.
 */
class RequestDeadlinesTest {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Set<String> unlimited = ConcurrentHashMap.newKeySet();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @SuppressWarnings("unchecked")
  private <T> T watched(T half, Class<T> type) {
    Set<Class<?>> types = new LinkedHashSet<>(Set.of(type));
    types.addAll(Set.of(half.getClass().getInterfaces()));
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            types.toArray(Class<?>[]::new),
            (proxy, method, arguments) -> {
              if (arguments != null
                  && arguments[arguments.length - 1] instanceof RequestContext context) {
                asked.add(method.getName());
                if (context.remaining().compareTo(CALL_TIMEOUT) > 0) {
                  unlimited.add(
                      method.getName() + (isStoresOwn(arguments[0]) ? " of its own" : ""));
                }
              }
              try {
                return method.invoke(half, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Returns whether a request is for an object of the store itself, which is small. */
  private static boolean isStoresOwn(Object asked) {
    String key =
        asked instanceof Upload upload
            ? upload.key()
            : asked instanceof Location location ? location.key() : "";
    return key.startsWith("p/.vhs/");
  }

  @ParameterizedTest
  @EnumSource
  void everyRequestHasOne(Variant variant) throws IOException {
    Backend memory = MemoryBackend.create(variant, () -> now);
    Backend watched =
        new Backend(
            watched(memory.index(), PointerIndex.class),
            watched(memory.objects(), ObjectStore.class),
            "p",
            "watched");
    try (Vhs vhs =
        Vhs.builder(watched)
            .callTimeout(CALL_TIMEOUT)
            .inlineItemBytes(0)
            .grace(Duration.ofHours(3), Duration.ofHours(1))
            .open()) {
      useTyped(vhs.store(Codec.text()));
      if (variant == Variant.MULTI) {
        prune(vhs.store(Codec.text()));
      }
      useStreams(vhs.streams());
      now = now.plus(Duration.ofDays(2));
      useMaintenance(vhs);
    }
    assertThat(asked)
        .contains("newest", "read", "page", "scan", "commit", "retire")
        .contains("put", "open", "stat", "list", "delete");
    Set<String> wrong = new HashSet<>(unlimited);
    // Values stream as long as they need, and the others are many requests each, which the backend
    // limits one by one.
    wrong.removeAll(Set.of("put", "open", "abortUploads", "eraseDeleted"));
    assertThat(wrong).isEmpty();
  }

  private static void useTyped(VersionedStore<String> store) {
    store.init("a", "zero");
    store.put("a", 1, "one");
    store.putLatest("a", "two");
    store.update("a", text -> text + "!");
    store.putAll(Map.of("b", "zero", "c", "zero"));
    store.getAll(Set.of("a", "b"));
    store.getLatest("a");
    store.info("a");
    store.exists("a");
    store.updateMetadata("a", before -> Map.of("key", "value"));
    all(store.history("a"));
    all(store.scan(Scan.all()));
    store.delete("b");
    store.purge("b");
    store.purgeAndForget("c");
  }

  private static void prune(VersionedStore<String> store) {
    store.previewPrune("a", RetentionPolicy.newest(1));
    store.prune("a", RetentionPolicy.newest(1));
  }

  private static void useStreams(StreamStore streams) throws IOException {
    VersionInfo info = streams.put("s", 0, Source.of(new byte[100_000]));
    try (ValueStream whole = streams.open("s");
        ValueStream range = streams.openRange("s", info.version(), 5, 5)) {
      assertThat(whole.readAllBytes()).hasSize(100_000);
      assertThat(range.readAllBytes()).hasSize(5);
    }
  }

  private static void useMaintenance(Vhs vhs) {
    vhs.maintenance().exists();
    vhs.maintenance().describe();
    vhs.maintenance().check();
    vhs.maintenance().stats(JobOptions.DEFAULT);
    vhs.maintenance().verify(true, problem -> {});
    vhs.maintenance().gc(SweepOptions.DEFAULT);
    vhs.maintenance().lastSweep();
    vhs.maintenance().previewAdopt();
    vhs.maintenance().adopt();
  }

  private static void all(Stream<VersionInfo> rows) {
    try (rows) {
      assertThat(rows.toList()).isNotEmpty();
    }
  }
}
