package dev.vhs.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.vhs.Variant;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.S3Emulator;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The meter reckons what the emulator counts. */
class MeterIT {
  @ParameterizedTest
  @ValueSource(ints = {10, 900, 1100, 5000, 100_000})
  void theBillIsOfTheUnitsThatAreConsumed(int bytes) {
    Meter meter = new Meter();
    try (EmulatedStore store = EmulatedStore.create(Variant.MULTI);
        SdkClients clients =
            SdkClients.metered(
                DynamoDbEmulator.endpoint(), S3Emulator.endpoint(), new Distance(), meter)) {
      Map<String, AttributeValue> key =
          Map.of("id", AttributeValue.fromS("a"), "version", AttributeValue.fromN("17"));
      Map<String, AttributeValue> item =
          Map.of(
              "id", AttributeValue.fromS("a"),
              "version", AttributeValue.fromN("17"),
              "value", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[bytes])));
      double writeUnits =
          clients
              .dynamoDb()
              .putItem(put -> put.tableName(store.name()).item(item).returnConsumedCapacity(TOTAL))
              .consumedCapacity()
              .capacityUnits();
      assertThat(meter.cost().dollars()).isCloseTo(writeUnits * 0.625, within(1e-9));
      meter.clear();
      double readUnits =
          clients
              .dynamoDb()
              .getItem(
                  get ->
                      get.tableName(store.name())
                          .key(key)
                          .consistentRead(true)
                          .returnConsumedCapacity(TOTAL))
              .consumedCapacity()
              .capacityUnits();
      assertThat(meter.cost().dollars()).isCloseTo(readUnits * 0.125, within(1e-9));
    }
  }
}
