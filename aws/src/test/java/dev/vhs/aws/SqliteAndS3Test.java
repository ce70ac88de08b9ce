package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.Backend;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Of the attacks: what differs from the other pairs is neither half, and takes its time. */
@Tag("attack")
class SqliteAndS3Test extends AwsStoreContract {
  @TempDir Path dir;

  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        SqlitePointerIndex.open(dir.resolve(variant + ".db"), variant),
        objects(variant),
        variant.name(),
        "sqlite and s3");
  }
}
