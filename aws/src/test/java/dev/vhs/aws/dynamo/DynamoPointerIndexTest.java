package dev.vhs.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.PointerIndexContract;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The contract of an index. Each test has its own tables; signatures are dated by the real clock,
 * which no test moves.
 */
class DynamoPointerIndexTest extends PointerIndexContract {
  private static DynamoDbClient client;

  private final Map<Variant, String> tables = new EnumMap<>(Variant.class);
  private final List<String> others = new ArrayList<>();
  private final List<FaultyHttp> https = new ArrayList<>();

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
    https.forEach(FaultyHttp::close);
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

  /** Opens an index behind a client without retries whose requests all meet a fault. */
  private DynamoPointerIndex openFaulty(Variant variant, FaultyHttp.Fault fault) {
    FaultyHttp http = new FaultyHttp();
    https.add(http);
    DynamoDbClient faulty =
        EmulatedAws.dynamoDb(DynamoDbEmulator.endpoint())
            .httpClient(http)
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    DynamoPointerIndex index =
        DynamoPointerIndex.owning(faulty, table(variant), InstantSource.system());
    assertThat(index.traits().variant()).isEqualTo(variant);
    http.always(fault);
    return index;
  }

  @Override
  protected List<PointerIndex> openUnavailable(Variant variant) {
    return List.of(
        openFaulty(variant, FaultyHttp.refused()),
        openFaulty(variant, FaultyHttp.error(400, "ThrottlingException")),
        openFaulty(variant, FaultyHttp.error(500, "InternalServerError")));
  }

  @Override
  protected PointerIndex openDenied(Variant variant) {
    return openFaulty(variant, FaultyHttp.error(400, "AccessDeniedException"));
  }

  @Override
  protected List<PointerIndex> openUnsafe(Variant variant) {
    client.updateTimeToLive(
        request ->
            request
                .tableName(table(variant))
                .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));
    return List.of(open(variant));
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
