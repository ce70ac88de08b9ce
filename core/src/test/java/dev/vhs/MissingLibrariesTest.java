package dev.vhs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.internal.value.CompressionProbe;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Stores where one optional library is missing: what does not need it works, and what needs it says
 * what to add.
 */
class MissingLibrariesTest {
  /** A probe runs where a library is missing, and returns lines. */
  private static List<String> lines(Class<?> probe, String... missing) throws Exception {
    try (URLClassLoader world =
        new URLClassLoader(classPathWithout(missing), ClassLoader.getPlatformClassLoader())) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(world);
      try {
        Object made = world.loadClass(probe.getName()).getDeclaredConstructor().newInstance();
        List<String> lines = new ArrayList<>();
        ((List<?>) ((Supplier<?>) made).get()).forEach(line -> lines.add(String.valueOf(line)));
        return lines;
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  private static URL[] classPathWithout(String... missing) {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    for (String name : missing) {
      assertThat(entries).as(name).anyMatch(entry -> entry.contains(name));
    }
    return Arrays.stream(entries)
        .filter(entry -> Arrays.stream(missing).noneMatch(entry::contains))
        .map(MissingLibrariesTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs something, and returns its result or its failure as text. */
  static String attempt(Supplier<?> work) {
    try {
      return String.valueOf(work.get());
    } catch (RuntimeException | Error e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  @Test
  void onlyACacheNeedsCaffeine() throws Exception {
    List<String> lines = lines(CacheProbe.class, "caffeine");
    assertThat(lines.get(0)).isEqualTo("memory:");
    assertThat(lines.get(1))
        .startsWith("InvalidRequest: cacheBytes needs com.github.ben-manes.caffeine:caffeine")
        .contains("'requires com.github.benmanes.caffeine'");
  }

  /** A store with and without a cache. */
  public static final class CacheProbe implements Supplier<List<String>> {
    /** Called by reflection. */
    public CacheProbe() {}

    @Override
    public List<String> get() {
      return List.of(attempt(() -> open(0)), attempt(() -> open(1_000_000)));
    }

    private static String open(long cacheBytes) {
      try (Vhs vhs = Vhs.builder("memory:").cacheBytes(cacheBytes).open()) {
        return vhs.name();
      }
    }
  }

  @Test
  void onlyCompressedValuesNeedZstd() throws Exception {
    List<String> lines = lines(CompressionProbe.class, "zstd-jni");
    assertThat(lines.get(0)).isEqualTo("value");
    assertThat(lines.get(1))
        .startsWith("CodecFailure")
        .contains("'encoded'", "com.github.luben:zstd-jni");
    assertThat(lines.get(2))
        .startsWith("InvalidRequest: compress(true) needs com.github.luben:zstd-jni")
        .contains("'requires com.github.luben.zstd_jni'");
  }

  /** Also where {@code jackson-core} is there, which {@code vhs-local} brings. */
  @Test
  void onlyJsonNeedsJackson() throws Exception {
    for (String[] missing :
        List.of(
            new String[] {"jackson-databind"},
            new String[] {"jackson-databind", "jackson-core", "jackson-annotations"})) {
      List<String> lines = lines(JsonProbe.class, missing);
      assertThat(lines.get(0)).isEqualTo("value");
      assertThat(lines.subList(1, 3))
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith(
                          "InvalidRequest: Codec.json needs com.fasterxml.jackson.core:jackson-databind")
                      .contains("'requires com.fasterxml.jackson.databind'"));
      // Mocks, proxies and frameworks look at all methods.
      assertThat(lines.get(3)).contains("encode", "json", "text");
    }
  }

  /** Text, JSON in both ways, and the methods of {@link Codec}. */
  public static final class JsonProbe implements Supplier<List<String>> {
    /** Called by reflection. */
    public JsonProbe() {}

    @Override
    public List<String> get() {
      try (Vhs vhs = Vhs.open("memory:")) {
        vhs.store(Codec.text()).init("a", "value");
        return List.of(
            vhs.store(Codec.text()).getLatest("a").value(),
            attempt(() -> Codec.json(String.class)),
            attempt(() -> Codec.json((java.lang.reflect.Type) String.class)),
            attempt(() -> Arrays.stream(Codec.class.getMethods()).map(Method::getName).toList()));
      }
    }
  }

  /** Jackson itself says which module it lacks; the failure passes that on. */
  @Test
  void timesAndOptionalsSayWhichModuleOfJacksonTheyNeed() throws Exception {
    List<String> lines =
        lines(ModulesProbe.class, "jackson-datatype-jsr310", "jackson-datatype-jdk8");
    assertThat(lines.get(0)).isEqualTo("[1, 2]");
    assertThat(lines.get(1))
        .startsWith("CodecFailure")
        .contains("com.fasterxml.jackson.datatype:jackson-datatype-jsr310");
    assertThat(lines.get(2))
        .startsWith("CodecFailure")
        .contains("com.fasterxml.jackson.datatype:jackson-datatype-jdk8");
  }

  /** Values as JSON: a list, a time and an optional. */
  public static final class ModulesProbe implements Supplier<List<String>> {
    record Loan(Instant at) {}

    record Note(Optional<String> text) {}

    /** Called by reflection. */
    public ModulesProbe() {}

    @Override
    public List<String> get() {
      try (Vhs vhs = Vhs.open("memory:")) {
        return List.of(
            attempt(() -> written(vhs, Codec.json(List.class), List.of(1, 2))),
            attempt(() -> written(vhs, Codec.json(Loan.class), new Loan(Instant.EPOCH))),
            attempt(() -> written(vhs, Codec.json(Note.class), new Note(Optional.empty()))));
      }
    }

    private static <T> T written(Vhs vhs, Codec<T> codec, T value) {
      vhs.store(codec).putLatest("a", value);
      return vhs.store(codec).getLatest("a").value();
    }
  }
}
