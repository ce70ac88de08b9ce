package dev.vhs.examples.backend;

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
}
// end
