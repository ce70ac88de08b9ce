package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.PointerIndexContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqlitePointerIndexTest extends PointerIndexContract {
  @TempDir Path dir;

  @Override
  protected PointerIndex open(Variant variant) {
    return SqlitePointerIndex.open(dir.resolve("index.db"), variant, clock());
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    return SqlitePointerIndex.open(dir.resolve("another.db"), variant, clock());
  }

  @Override
  protected PointerIndex openMoved(Variant variant) {
    Path moved = dir.resolve("moved.db");
    try {
      Files.move(dir.resolve("index.db"), moved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SqlitePointerIndex.open(moved, variant, clock());
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new SqlForeignWriter(dir.resolve("index.db"), variant));
  }
}
