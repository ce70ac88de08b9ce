package dev.vhs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Opens a store in a world without Caffeine. */
class MissingCaffeineTest {
  private static URL[] classPathWithoutCaffeine() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("caffeine"))
        .map(
            entry -> {
              try {
                return Path.of(entry).toUri().toURL();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toArray(URL[]::new);
  }

  private static Object open(ClassLoader world, long cacheBytes) throws Exception {
    Object builder =
        world
            .loadClass(Vhs.class.getName())
            .getMethod("builder", String.class)
            .invoke(null, "memory:");
    builder.getClass().getMethod("cacheBytes", long.class).invoke(builder, cacheBytes);
    return builder.getClass().getMethod("open").invoke(builder);
  }

  @Test
  void onlyACacheNeedsIt() throws Exception {
    try (URLClassLoader world =
        new URLClassLoader(classPathWithoutCaffeine(), ClassLoader.getPlatformClassLoader())) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(world);
      try {
        ((AutoCloseable) open(world, 0)).close();
        assertThatThrownBy(() -> open(world, 1_000_000))
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .satisfies(
                refusal ->
                    assertThat(refusal.getClass().getName())
                        .isEqualTo(InvalidRequest.class.getName()))
            .hasMessageContaining("com.github.ben-manes.caffeine:caffeine");
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }
}
