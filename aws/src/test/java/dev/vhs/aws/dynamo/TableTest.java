package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.DynamoForeignWriter.number;
import static dev.vhs.aws.dynamo.DynamoForeignWriter.text;
import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.absent;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static dev.vhs.aws.dynamo.SamplePointers.replacing;
import static dev.vhs.aws.dynamo.SamplePointers.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables and items that others may have made. */
class TableTest {
  private static final String ID = "id";

  private final List<String> tables = new ArrayList<>();
  private FaultyHttp http;
  private DynamoDbClient client;

  @BeforeEach
  void connect() {
    http = new FaultyHttp();
    client = EmulatedAws.dynamoDb(DynamoDbEmulator.endpoint()).httpClient(http).build();
  }

  @AfterEach
  void disconnect() {
    tables.forEach(name -> EmulatedAws.deleteTable(client, name));
    client.close();
    http.close();
  }

  private String table(Variant variant) {
    String name = EmulatedAws.createTable(client, variant);
    tables.add(name);
    return name;
  }

  private DynamoPointerIndex open(Variant variant) {
    return DynamoPointerIndex.open(client, table(variant));
  }

  private String tableWithKeys(String hash, String range, ScalarAttributeType rangeType) {
    String name = EmulatedAws.freshName();
    client.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    List.of(attribute(hash, ScalarAttributeType.S), attribute(range, rangeType)))
                .keySchema(List.of(key(hash, KeyType.HASH), key(range, KeyType.RANGE))));
    tables.add(name);
    return name;
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Test
  void openingSendsNothingAndTheKeysAreAskedForOnce() {
    String name = table(Variant.MULTI);
    http.sent();
    DynamoPointerIndex index = DynamoPointerIndex.open(client, name);
    assertThat(http.sent()).isEmpty();
    assertThat(index.traits().variant()).isEqualTo(Variant.MULTI);
    index.newest(ID, Consistency.CONSISTENT, CALL);
    index.traits();
    index.commit(absent(pointer(ID, 0)), CALL);
    assertThat(http.sent())
        .extracting(FaultyHttp.Sent::operation)
        .containsExactly("DescribeTable", "Query", "PutItem");
  }

  @Test
  void otherKeysAreRefusedWithThoseThatAreNeeded() {
    String name = tableWithKeys("pk", "sk", ScalarAttributeType.S);
    DynamoPointerIndex index = DynamoPointerIndex.open(client, name);
    assertThatThrownBy(index::traits)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("has the keys HASH pk (S), RANGE sk (S)")
        .hasMessageContaining("expected HASH id (S), RANGE version (N) for a multi-version store")
        .hasMessageContaining("HASH id (S) alone for a single-version store");
    assertThatThrownBy(() -> index.newest(ID, Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> index.commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(StoreMismatch.class);
  }

  @Test
  void aVersionThatIsTextIsAnotherKey() {
    String name = tableWithKeys("id", "version", ScalarAttributeType.S);
    assertThatThrownBy(DynamoPointerIndex.open(client, name)::traits)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("RANGE version (S)");
  }

  @Test
  void aTableThatIsNotThereIsSaidToBeMissingByWhoeverNeedsIt() {
    DynamoPointerIndex index = DynamoPointerIndex.open(client, "nobody-made-it");
    for (Runnable needing :
        new Runnable[] {index::traits, () -> index.commit(absent(pointer(ID, 0)), CALL)}) {
      assertThatThrownBy(needing::run)
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("no table 'nobody-made-it' in region us-east-1");
    }
    assertThat(index.retire(Retirement.drop(pointer(ID, 0)), CALL)).isFalse();
    EmulatedAws.createTable(client, "nobody-made-it", Variant.SINGLE);
    tables.add("nobody-made-it");
    assertThat(index.traits().variant()).as("it is made later").isEqualTo(Variant.SINGLE);
  }

  @Test
  void aTableThatIsMadeAnewIsAnotherIndex() {
    String name = table(Variant.MULTI);
    DynamoPointerIndex index = DynamoPointerIndex.open(client, name);
    String before = index.identity(CALL);
    assertThat(before).startsWith("arn:aws:dynamodb:").contains("table/" + name + "@");
    EmulatedAws.deleteTable(client, name);
    assertThat(index.identity(CALL)).isNull();
    EmulatedAws.createTable(client, name, Variant.MULTI);
    assertThat(index.identity(CALL)).isNotNull().isNotEqualTo(before);
  }

  @Test
  void aTableThatIsReplacedByOneWithOtherKeysIsRefused() {
    String name = table(Variant.MULTI);
    DynamoPointerIndex index = DynamoPointerIndex.open(client, name);
    index.newest(ID, Consistency.CONSISTENT, CALL);
    EmulatedAws.deleteTable(client, name);
    EmulatedAws.createTable(client, name, Variant.SINGLE);
    assertThatThrownBy(() -> index.read(ID, 0, Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("replaced by one with other keys");
  }

  /** Tries a payload of the Scala client's first releases. */
  @Test
  void theOlderPayloadIsReplacedAndRetiredAndStands() {
    Location location = new Location("bucket", "a/b");
    AttributeValue payload =
        AttributeValue.fromM(Map.of("namespace", text("bucket"), "path", text("a/b")));
    DynamoPointerIndex single = open(Variant.SINGLE);
    DynamoForeignWriter writer = new DynamoForeignWriter(client, tables.get(0), Variant.SINGLE);
    writer.put(Map.of("id", text(ID), "version", number(2), "payload", payload));
    Row read = single.newest(ID, Consistency.CONSISTENT, CALL);
    assertThat(read).isEqualTo(Row.foreign(ID, 2, location));
    Row misread = Row.foreign(ID, 2, new Location("bucket", "a/c"));
    assertThat(single.commit(replacing(misread, pointer(ID, 3)), CALL))
        .isEqualTo(new Conflict(read, true));
    assertThat(single.commit(replacing(read, pointer(ID, 3)), CALL))
        .isInstanceOf(CommitResult.Committed.class);

    DynamoPointerIndex multi = open(Variant.MULTI);
    writer = new DynamoForeignWriter(client, tables.get(1), Variant.MULTI);
    writer.put(Map.of("id", text(ID), "version", number(2), "payload", payload));
    assertThat(multi.commit(standing(misread, pointer(ID, 3)), CALL))
        .isEqualTo(new Conflict(null, true));
    assertThat(multi.commit(standing(read, pointer(ID, 3)), CALL))
        .isInstanceOf(CommitResult.Committed.class);
    assertThat(multi.retire(Retirement.drop(misread), CALL)).isFalse();
    assertThat(multi.retire(Retirement.marker(read), CALL)).isTrue();
  }

  /** Compares an item whose payload has both forms by the one that is read. */
  @Test
  void aPayloadIsComparedAsItIsRead() {
    DynamoPointerIndex single = open(Variant.SINGLE);
    DynamoForeignWriter writer = new DynamoForeignWriter(client, tables.get(0), Variant.SINGLE);
    AttributeValue both =
        AttributeValue.fromM(
            Map.of(
                "bucket",
                text("b"),
                "key",
                text("k"),
                "namespace",
                text("old"),
                "path",
                text("p"),
                "etag",
                text("theirs")));
    writer.put(Map.of("id", text(ID), "version", number(2), "payload", both));
    Row read = Row.foreign(ID, 2, new Location("b", "k"));
    assertThat(
            single.commit(
                replacing(Row.foreign(ID, 2, new Location("old", "p")), pointer(ID, 3)), CALL))
        .isEqualTo(new Conflict(read, true));
    assertThat(single.commit(replacing(read, pointer(ID, 3)), CALL))
        .isInstanceOf(CommitResult.Committed.class);
  }

  /** Takes a marker or tombstone that somebody has pointed at an object for a value. */
  @Test
  void aRowThatWasPointedElsewhereStandsAsTheValueThatItIs() {
    DynamoPointerIndex index = open(Variant.MULTI);
    Row marker = pointer(ID, 0).marker();
    assertThat(index.commit(absent(marker), CALL)).isInstanceOf(CommitResult.Committed.class);
    new DynamoForeignWriter(client, tables.get(0), Variant.MULTI)
        .write(ID, 0, SamplePointers.ELSEWHERE);
    Row read = index.read(ID, 0, Consistency.CONSISTENT, CALL);
    assertThat(read).isEqualTo(marker.pointedAt(0, SamplePointers.ELSEWHERE));
    assertThat(index.commit(standing(read, pointer(ID, 1)), CALL))
        .isInstanceOf(CommitResult.Committed.class);
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void aDamagedItemFailsEveryReadByItsNameAndNoScanNorWriteElsewhere(Variant variant) {
    DynamoPointerIndex index = open(variant);
    new DynamoForeignWriter(client, tables.get(0), variant)
        .put(Map.of("id", text(ID), "version", number(3), "payload", text("s3://b/k")));
    for (Runnable read :
        new Runnable[] {
          () -> index.newest(ID, Consistency.CONSISTENT, CALL),
          () -> index.read(ID, 3, Consistency.CONSISTENT, CALL),
          () -> index.page(PageRequest.oldestFirst(ID, 5), CALL),
          () -> index.commit(absent(pointer(ID, 3)), CALL)
        }) {
      assertThatThrownBy(read::run)
          .isInstanceOf(CorruptValue.class)
          .hasMessageContaining("version 3 of 'id' is damaged");
    }
    assertThat(index.commit(absent(pointer("other", 0)), CALL))
        .isInstanceOf(CommitResult.Committed.class);
    ScanPage page = index.scan(ScanRequest.all(5), CALL);
    assertThat(page.rows()).extracting(Row::id).containsExactly("other");
    assertThat(page.unreadable())
        .singleElement()
        .satisfies(
            damaged -> {
              assertThat(damaged.id()).isEqualTo(ID);
              assertThat(damaged.reason())
                  .isInstanceOf(CorruptValue.class)
                  .hasMessageContaining("version 3 of 'id' is damaged");
            });
  }

  /** Tries an empty page before others, which DynamoDB never sent and doesn't rule out. */
  @Test
  void aQueryThatShowsNothingAndGoesOnIsFollowed() {
    DynamoPointerIndex index = open(Variant.MULTI);
    Row row = pointer(ID, 0);
    index.commit(absent(row), CALL);
    FaultyHttp.Fault nothingYet =
        send ->
            FaultyHttp.answer(
                200,
                """
                {"Items": [], "Count": 0,
                 "LastEvaluatedKey": {"id": {"S": "id"}, "version": {"N": "9"}}}""");
    http.next(nothingYet);
    assertThat(index.newest(ID, Consistency.CONSISTENT, CALL)).isEqualTo(row);
    http.next(nothingYet);
    assertThat(index.page(PageRequest.newestFirst(ID, 5), CALL))
        .isEqualTo(new RowPage(List.of(row), true));
  }

  @Test
  void commitsThatAVariantCannotMakeAreRefused() {
    DynamoPointerIndex single = open(Variant.SINGLE);
    DynamoPointerIndex multi = open(Variant.MULTI);
    Row row = pointer(ID, 0);
    assertThatThrownBy(() -> single.commit(absent(SamplePointers.pair(ID, 0, 4)), CALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> single.commit(standing(row, pointer(ID, 1)), CALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> multi.commit(replacing(row, pointer(ID, 1)), CALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextThatIsNoCursorIsRefused() {
    DynamoPointerIndex multi = open(Variant.MULTI);
    for (String text : new String[] {"", "id", "/id", "7/"}) {
      assertThatThrownBy(() -> multi.scan(ScanRequest.all(5).from(text), CALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not one of this index");
    }
  }
}
