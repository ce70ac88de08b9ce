package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.dynamo.DynamoForeignWriter;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.Optional;

class DynamoAndS3Test extends AwsStoreContract {
  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        DynamoPointerIndex.open(dynamoDb(), table(variant)),
        objects(variant),
        "some/prefix",
        "dynamodb and s3");
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new DynamoForeignWriter(dynamoDb(), table(variant), variant));
  }
}
