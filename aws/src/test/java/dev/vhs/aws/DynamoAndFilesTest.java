package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.dynamo.DynamoForeignWriter;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A pair that few use: each half is tested with another in every run. */
@Tag("attack")
class DynamoAndFilesTest extends AwsStoreContract {
  @TempDir Path dir;

  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        DynamoPointerIndex.open(dynamoDb(), table(variant)),
        FileObjectStore.open(dir.resolve(variant.name())),
        "",
        "dynamodb and files");
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new DynamoForeignWriter(dynamoDb(), table(variant), variant));
  }
}
