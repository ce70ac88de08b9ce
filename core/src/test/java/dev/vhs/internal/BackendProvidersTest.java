package dev.vhs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends are found whatever the thread's class loader is, and failures are the store's own. */
class BackendProvidersTest {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @TempDir Path dir;

  @AfterEach
  void restoreTheLoader() {
    thread.setContextClassLoader(before);
  }

  /** "finds none in pool threads of fat jars and plug-in hosts". */
  @Test
  void ownBackendsAreFoundWithoutTheThreadsLoader() {
    for (ClassLoader loader : new ClassLoader[] {null, ClassLoader.getPlatformClassLoader()}) {
      thread.setContextClassLoader(loader);
      try (Vhs vhs = Vhs.open("memory:?variant=single")) {
        assertThat(vhs.variant()).isEqualTo(Variant.SINGLE);
      }
    }
  }

  @Test
  void aBackendOfTheThreadsLoaderIsFoundToo() throws IOException {
    try (URLClassLoader loader = listing(FromTheThread.class.getName())) {
      thread.setContextClassLoader(loader);
      Vhs.open("thread:").close();
    }
    thread.setContextClassLoader(before);
    assertThatThrownBy(() -> Vhs.open("thread:"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("memory");
  }

  /** "throws a bare ServiceConfigurationError". */
  @Test
  void aBrokenProviderHidesNoOther() throws IOException {
    try (URLClassLoader loader =
        listing("dev.vhs.NoSuchClass", Failing.class.getName(), FromTheThread.class.getName())) {
      thread.setContextClassLoader(loader);
      Vhs.open("memory:").close();
      Vhs.open("thread:").close();
      assertThatThrownBy(() -> Vhs.open("nothing:"))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("NoSuchClass")
          .hasCauseInstanceOf(ServiceConfigurationError.class);
    }
  }

  @Test
  void aListingThatCannotBeReadIsNoBareError() throws IOException {
    try (URLClassLoader loader = listing("not a class name", "nor this")) {
      thread.setContextClassLoader(loader);
      Vhs.open("memory:").close();
      assertThatThrownBy(() -> Vhs.open("nothing:")).isInstanceOf(InvalidRequest.class);
    }
  }

  @Test
  void aBackendWhoseLibraryIsMissingSaysSo() throws IOException {
    try (URLClassLoader loader = listing(WithoutItsLibrary.class.getName())) {
      thread.setContextClassLoader(loader);
      assertThatThrownBy(() -> Vhs.open("library:"))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("org/example/Client")
          .hasCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  private URLClassLoader listing(String... classes) throws IOException {
    Path services = Files.createDirectories(dir.resolve("META-INF/services"));
    Files.write(services.resolve(BackendProvider.class.getName()), List.of(classes));
    return new URLClassLoader(new URL[] {dir.toUri().toURL()}, before);
  }

  /** A backend that only the thread's loader lists. */
  public static final class FromTheThread implements BackendProvider {
    @Override
    public String scheme() {
      return "thread";
    }

    @Override
    public Backend open(StoreUri uri) {
      return MemoryBackend.create(Variant.MULTI);
    }
  }

  /** A backend that can't be made. */
  public static final class Failing implements BackendProvider {
    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no such backend");
    }

    @Override
    public String scheme() {
      return "failing";
    }

    @Override
    public Backend open(StoreUri uri) {
      throw new IllegalStateException("it was never made");
    }
  }

  /** A backend without a class that it needs. */
  public static final class WithoutItsLibrary implements BackendProvider {
    @Override
    public String scheme() {
      return "library";
    }

    @Override
    public Backend open(StoreUri uri) {
      throw new NoClassDefFoundError("org/example/Client");
    }
  }
}
