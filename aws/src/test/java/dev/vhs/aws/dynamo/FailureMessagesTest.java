package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.absent;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static dev.vhs.aws.dynamo.SamplePointers.replacing;
import static dev.vhs.aws.dynamo.SamplePointers.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.aws.dynamo.FaultyHttp.Fault;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import dev.vhs.testkit.contract.RecordedContext;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The failures of DynamoDB: each refusal becomes one exception that says what to do. */
class FailureMessagesTest {
  private static final Row ROW = pointer("id", 0);

  private FaultyTable table;

  @AfterEach
  void close() {
    if (table != null) {
      table.close();
    }
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        request(Variant.MULTI, "Query", i -> i.newest("id", Consistency.CONSISTENT, CALL)),
        request(Variant.SINGLE, "GetItem", i -> i.newest("id", Consistency.CONSISTENT, CALL)),
        request(Variant.MULTI, "GetItem", i -> i.read("id", 0, Consistency.CONSISTENT, CALL)),
        request(Variant.MULTI, "Query", i -> i.page(PageRequest.oldestFirst("id", 1), CALL)),
        request(Variant.MULTI, "Scan", i -> i.scan(ScanRequest.all(1), CALL)),
        request(Variant.MULTI, "PutItem", i -> i.commit(absent(ROW), CALL)),
        request(Variant.SINGLE, "UpdateItem", i -> i.commit(replacing(ROW, ROW), CALL)),
        request(
            Variant.MULTI,
            "ConditionCheckItem",
            i -> i.commit(standing(ROW, pointer("id", 1)), CALL)),
        request(Variant.MULTI, "PutItem", i -> i.retire(Retirement.marker(ROW), CALL)),
        request(Variant.SINGLE, "UpdateItem", i -> i.retire(Retirement.marker(ROW), CALL)),
        request(Variant.MULTI, "DeleteItem", i -> i.retire(Retirement.drop(ROW), CALL)),
        request(Variant.MULTI, "DescribeTable", i -> i.identity(CALL)));
  }

  private static Arguments request(
      Variant variant, String permission, Consumer<DynamoPointerIndex> request) {
    return Arguments.of(variant, permission, request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aMissingPermissionIsNamed(
      Variant variant, String permission, Consumer<DynamoPointerIndex> request) {
    table = FaultyTable.of(variant);
    table.http().always(FaultyHttp.error(400, "AccessDeniedException"));
    assertThatThrownBy(() -> request.accept(table.index()))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("dynamodb:" + permission)
        .hasMessageContaining("table '" + table.name() + "'");
    assertThat(table.http().sent()).as("it is not tried again").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aTableThatWasRemovedWhileItWasOpenIsNotTakenForEmpty(
      Variant variant, String permission, Consumer<DynamoPointerIndex> request) {
    table = FaultyTable.of(variant);
    table.http().always(FaultyHttp.error(400, "ResourceNotFoundException"));
    if (permission.equals("DescribeTable")) {
      assertThat(table.index().identity(CALL)).isNull();
      return;
    }
    assertThatThrownBy(() -> request.accept(table.index()))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("was removed while the store was open");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aServiceThatCannotBeReachedIsUnavailable(
      Variant variant, String permission, Consumer<DynamoPointerIndex> request) {
    table = FaultyTable.of(variant);
    table.http().always(FaultyHttp.refused());
    assertThatThrownBy(() -> request.accept(table.index()))
        .as(permission)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Connection refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExpiredTokenException",
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "IncompleteSignatureException"
      })
  void credentialsThatAreNotGoodAreSaidToBe(String code) {
    table = FaultyTable.of(Variant.MULTI);
    table.http().always(FaultyHttp.error(400, code));
    assertThatThrownBy(() -> table.index().newest("id", Consistency.CONSISTENT, CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("credentials are not valid or have expired")
        .hasMessageContaining(code);
    assertThatThrownBy(() -> table.index().commit(absent(ROW), CALL))
        .isInstanceOf(AccessDenied.class);
  }

  @Test
  void aWriteThatNobodySignsIsNotSent() {
    table = FaultyTable.of(Variant.MULTI);
    try (FaultyHttp http = new FaultyHttp();
        DynamoDbClient client =
            EmulatedAws.dynamoDb(DynamoDbEmulator.endpoint())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(http)
                .build()) {
      http.always(send -> FaultyHttp.answer(200, describe(table.name())));
      DynamoPointerIndex index = DynamoPointerIndex.open(client, table.name());
      assertThatThrownBy(() -> index.commit(absent(ROW), CALL))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("not signed");
    }
  }

  private static String describe(String name) {
    return """
    {"Table": {"TableName": "%s", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}}\
    """
        .formatted(name);
  }

  static Stream<Fault> answersOfOthers() {
    String item = "{\"Item\": {\"id\": {\"S\": \"id\"}";
    String html = "<html><body>Log in first</body></html>";
    return Stream.of(
        FaultyHttp.answered(200, "text/html", html),
        FaultyHttp.answered(200, "application/x-amz-json-1.0", html),
        FaultyHttp.answered(200, "application/json", "{\"login\": \"first\"}"),
        FaultyHttp.answered(200, "application/x-amz-json-1.0", item),
        FaultyHttp.answered(200, "application/x-amz-json-1.0", ""),
        FaultyHttp.answered(302, "text/plain", ""),
        FaultyHttp.answered(307, "text/plain", ""),
        FaultyHttp.answered(403, "text/html", html),
        FaultyHttp.answered(404, "text/html", html),
        FaultyHttp.answered(407, "text/html", html),
        FaultyHttp.answered(503, "text/html", html),
        FaultyHttp.withWrongChecksum());
  }

  /** Tries what a proxy or portal answers, and what is left of DynamoDB's own answers. */
  @ParameterizedTest
  @MethodSource("answersOfOthers")
  void anAnswerThatIsNotOfDynamoDbIsUnavailable(Fault fault) {
    table = FaultyTable.of(Variant.MULTI);
    table.given(ROW);
    table.http().always(fault);
    assertThatThrownBy(() -> table.index().newest("id", Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> table.index().read("id", 0, Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> table.index().identity(CALL)).isInstanceOf(StoreUnavailable.class);
    Commit commit = SamplePointers.absent(SamplePointers.pointer("id", 1));
    try {
      assertThat(table.index().commit(commit, CALL)).isInstanceOf(CommitResult.Unknown.class);
    } catch (StoreUnavailable refused) {
      assertThat(table.there("id", 1)).as("it says that nothing was written").isNull();
    }
  }

  @Test
  void anItemThatIsTooLargeWithOthersAttributesIsSaidToBe() {
    table = FaultyTable.of(Variant.SINGLE);
    table.given(ROW);
    new DynamoForeignWriter(table.sound(), table.name(), Variant.SINGLE)
        .setAttribute("id", 0, "theirs", "x".repeat(300_000));
    Row large = SamplePointers.inline("id", 1, 200_000);
    assertThatThrownBy(() -> table.index().commit(replacing(ROW, large), CALL))
        .isInstanceOf(ValueTooLarge.class)
        .hasMessageContaining("other programs' attributes");
    assertThat(table.there("id", 0)).isEqualTo(ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded"
      })
  void aReadThatIsThrottledIsSentAgainAFewTimes(String code) {
    table = FaultyTable.of(Variant.MULTI);
    table.given(ROW);
    table.http().next(FaultyHttp.error(400, code));
    assertThat(table.index().newest("id", Consistency.CONSISTENT, CALL)).isEqualTo(ROW);
    table.http().sent();
    table.http().always(FaultyHttp.error(400, code));
    assertThatThrownBy(() -> table.index().newest("id", Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("throttles reading 'id'");
    assertThat(table.http().sent()).hasSize(DynamoClientSettings.MAX_ATTEMPTS);
  }

  @Test
  void errorsOfTheServerAreUnavailable() {
    table = FaultyTable.of(Variant.MULTI);
    table.http().always(FaultyHttp.error(500, "InternalServerError"));
    assertThatThrownBy(() -> table.index().newest("id", Consistency.CONSISTENT, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("500 InternalServerError");
  }

  @Test
  @Timeout(30)
  void aReadTakesNoLongerThanItsCall() {
    table = FaultyTable.of(Variant.MULTI);
    CountDownLatch never = new CountDownLatch(1);
    table
        .http()
        .always(
            send -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new java.io.InterruptedIOException("given up");
            });
    RecordedContext call = new RecordedContext(Duration.ofMillis(200));
    assertThatThrownBy(() -> table.index().newest("id", Consistency.CONSISTENT, call))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("no answer in time");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aRetirementWhoseAnswerWasLostIsRecognised() {
    table = FaultyTable.of(Variant.MULTI);
    table.given(ROW);
    table.http().next(FaultyHttp.answerLost());
    assertThat(table.index().retire(Retirement.marker(ROW), CALL)).isTrue();
    assertThat(table.there("id", 0)).isEqualTo(ROW.marker());
    table.http().next(FaultyHttp.answerLost());
    assertThatThrownBy(() -> table.index().retire(Retirement.drop(ROW.marker()), CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("may have been");
    assertThat(table.there("id", 0)).isNull();
    assertThat(table.index().retire(Retirement.drop(ROW.marker()), CALL)).isFalse();
  }
}
