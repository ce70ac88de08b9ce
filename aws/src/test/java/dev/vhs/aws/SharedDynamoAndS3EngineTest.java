package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.dynamo.DynamoForeignWriter;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.aws.emulated.Attack;
import dev.vhs.simulation.laws.SharedEngineContract;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The engine, in stores shared with the testkit's model of the Scala client; {@code interop} has
 * the real one.
 */
class SharedDynamoAndS3EngineTest extends SharedEngineContract {
  @RegisterExtension static final EmulatedHalves halves = new EmulatedHalves();

  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        DynamoPointerIndex.open(halves.dynamoDb(), halves.table(variant)),
        halves.objects(variant),
        "",
        "dynamodb and s3");
  }

  @Override
  protected boolean takesClock() {
    return false;
  }

  @Override
  protected int writers() {
    return Attack.on() ? 8 : 4;
  }

  @Override
  protected int writesOfEach() {
    return Attack.on() ? 25 : 4;
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new DynamoForeignWriter(halves.dynamoDb(), halves.table(variant), variant));
  }
}
