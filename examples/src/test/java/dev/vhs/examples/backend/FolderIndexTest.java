package dev.vhs.examples.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.PointerIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

// snippet backend-index-test
class FolderIndexTest extends PointerIndexContract {
  @TempDir Path dir;

  @Override
  protected PointerIndex open(Variant variant) {
    return new FolderIndex(dir.resolve("index"), variant, clock());
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    return new FolderIndex(dir.resolve("another"), variant, clock());
  }

  @Override
  protected PointerIndex openMoved(Variant variant) {
    assertThat(dir.resolve("index").toFile().renameTo(dir.resolve("moved").toFile())).isTrue();
    return new FolderIndex(dir.resolve("moved"), variant, clock());
  }
}
// end
