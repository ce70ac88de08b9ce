package dev.vhs.aws.dynamo;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.PointerIndexContract;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Each test has tables of its own; signatures' dates are by the real clock, which no test moves.
 */
class DynamoPointerIndexTest extends PointerIndexContract {
  private static DynamoDbClient client;

  private final Map<Variant, String> tables = new EnumMap<>(Variant.class);
  private final List<String> others = new ArrayList<>();

  @BeforeAll
  static void connect() {
    client = EmulatedAws.dynamoDb();
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @AfterEach
  void deleteTables() {
    tables.values().forEach(name -> EmulatedAws.deleteTable(client, name));
    others.forEach(name -> EmulatedAws.deleteTable(client, name));
  }

  private String table(Variant variant) {
    return tables.computeIfAbsent(variant, key -> EmulatedAws.createTable(client, key));
  }

  @Override
  protected PointerIndex open(Variant variant) {
    return DynamoPointerIndex.open(client, table(variant));
  }

  @Override
  protected PointerIndex openMissing(Variant variant) {
    return DynamoPointerIndex.open(client, "vhs-nobody-made-it");
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    String other = EmulatedAws.createTable(client, variant);
    others.add(other);
    return DynamoPointerIndex.open(client, other);
  }

  @Override
  protected boolean takesClock() {
    return false;
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new DynamoForeignWriter(client, table(variant), variant));
  }

  @Override
  protected int rounds() {
    return 10;
  }
}
