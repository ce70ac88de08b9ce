package dev.vhs.examples.backend;

import dev.vhs.spi.BackendProvider;
import dev.vhs.testkit.contract.BackendProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

// snippet backend-provider-test
class FolderBackendProviderTest extends BackendProviderContract {
  @TempDir Path dir;

  @Override
  protected BackendProvider provider() {
    return new FolderBackendProvider();
  }

  @Override
  protected String uri() {
    return "folder:" + dir.resolve("store");
  }

  @Override
  protected Set<String> held() throws IOException {
    try (var files = Files.walk(dir)) {
      return files.map(Path::toString).collect(Collectors.toSet());
    }
  }
}
// end
