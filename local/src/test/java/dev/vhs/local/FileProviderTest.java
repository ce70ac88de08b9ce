package dev.vhs.local;

import dev.vhs.spi.BackendProvider;
import dev.vhs.testkit.contract.BackendProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FileProviderTest extends BackendProviderContract {
  @TempDir Path dir;

  @Override
  protected BackendProvider provider() {
    return new FileBackendProvider();
  }

  @Override
  protected String uri() {
    return "file:" + dir.resolve("a/store");
  }

  @Override
  protected Set<String> held() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.map(Path::toString).collect(Collectors.toSet());
    }
  }
}
