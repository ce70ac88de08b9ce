package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZstdTest {
  /** "jackson, zstd-jni … as optional": what does not need it must not miss it. */
  @Test
  void withoutTheLibraryOnlyWhatNeedsItFailsAndSaysWhatToAdd() throws Exception {
    URL[] path =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("zstd-jni"))
            .map(ZstdTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Object probe =
          loader.loadClass(WithoutZstd.class.getName()).getDeclaredConstructor().newInstance();
      List<?> results = (List<?>) ((Supplier<?>) probe).get();
      assertThat(results.get(0)).isEqualTo("value");
      assertThat(results.get(1).toString())
          .startsWith("CodecFailure")
          .contains("'encoded'", "com.github.luben:zstd-jni");
      assertThat(results.get(2).toString())
          .startsWith("InvalidRequest")
          .contains("compress(true)", "com.github.luben:zstd-jni");
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
