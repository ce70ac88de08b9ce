package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.absent;
import static dev.vhs.aws.dynamo.SamplePointers.pair;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static dev.vhs.aws.dynamo.SamplePointers.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.aws.dynamo.FaultyHttp.Fault;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The outcome of transactions that are cancelled for reasons which DynamoDB Local never gives, or
 * whose answer is lost.
 */
class TransactionFaultsTest {
  private static final String ID = "id";
  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

  private FaultyTable table;
  private final Row old = pointer(ID, 0);
  private final Row restored = pointer(ID, 1);
  private final Commit restore = standing(old, restored);

  @BeforeEach
  void open() {
    table = FaultyTable.of(Variant.MULTI);
    table.given(old);
  }

  @AfterEach
  void close() {
    table.close();
  }

  private static Fault cancelled(String... codes) {
    StringBuilder reasons = new StringBuilder();
    for (String code : codes) {
      reasons
          .append(reasons.isEmpty() ? "" : ", ")
          .append("{\"Code\": \"%s\", \"Message\": \"why: %s\"}".formatted(code, code));
    }
    return FaultyHttp.error(
        400, "TransactionCanceledException", "\"CancellationReasons\": [" + reasons + "]");
  }

  private String token() {
    List<FaultyHttp.Sent> sent = table.http().sent();
    assertThat(sent)
        .filteredOn(each -> each.operation().equals("TransactWriteItems"))
        .extracting(TransactionFaultsTest::token)
        .isNotEmpty()
        .allMatch(token(sent.get(0))::equals);
    return token(sent.get(0));
  }

  private static String token(FaultyHttp.Sent sent) {
    Matcher token = TOKEN.matcher(sent.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  @Test
  void aTransactionWhoseAnswerWasLostIsReplayedByItsToken() {
    table.http().next(FaultyHttp.answerLost());
    assertThat(table.index().commit(restore, CALL)).isInstanceOf(CommitResult.Committed.class);
    String token = token();
    assertThat(table.index().commit(restore, CALL)).isEqualTo(new Conflict(restored, true));
    assertThat(token()).as("another request has a token of its own").isNotEqualTo(token);
  }

  @Test
  void aConflictWithAnotherTransactionIsNotWritten() {
    table.http().next(cancelled("TransactionConflict", "None"));
    assertThatThrownBy(() -> table.index().commit(restore, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("TransactionConflict, None")
        .hasMessageContaining("nothing was written");
    assertThat(table.there(ID, 1)).isNull();
    assertThat(table.http().sent()).hasSize(1);
  }

  @Test
  void aConflictWithAnotherTransactionAfterAnAnswerWasLostIsUnknown() {
    table.http().next(FaultyHttp.answerLost(), cancelled("TransactionConflict", "None"));
    assertThat(table.index().commit(restore, CALL)).isInstanceOf(CommitResult.Unknown.class);
  }

  @Test
  void theOwnRowIsReadWhereTheReasonsDoNotShowIt() {
    table.given(restore);
    assertThat(table.behind().retire(Retirement.marker(old), CALL)).isTrue();
    for (String ofSlot : new String[] {"TransactionConflict", "ThrottlingError", "None"}) {
      table.http().next(cancelled(ofSlot, "ConditionalCheckFailed"));
      assertThat(table.index().commit(restore, CALL))
          .as("the slot's reason is %s", ofSlot)
          .isEqualTo(new Conflict(restored, true));
    }
  }

  @Test
  void theOwnSecondRowIsReadWhereOnlyAnothersFirstIsShown() {
    List<Row> pair = pair(ID, 1, 7);
    table.given(absent(pair));
    assertThat(table.behind().retire(Retirement.drop(pair.get(0)), CALL)).isTrue();
    table.given(pointer(ID, 1));
    table.http().next(cancelled("ConditionalCheckFailed", "TransactionConflict"));
    assertThat(table.index().commit(absent(pair), CALL)).isEqualTo(new Conflict(pair.get(1), true));
  }

  @Test
  void theStandingRowFailedWhereTheSlotIsFree() {
    table.http().next(cancelled("None", "ConditionalCheckFailed"));
    assertThat(table.index().commit(restore, CALL)).isEqualTo(new Conflict(null, true));
    table.http().next(cancelled("TransactionConflict", "ConditionalCheckFailed"));
    assertThat(table.index().commit(restore, CALL)).isEqualTo(new Conflict(null, true));
  }

  @Test
  void anothersRowInTheSlotIsReadToo() {
    Row others = pointer(ID, 1);
    table.given(others);
    table.http().next(cancelled("TransactionConflict", "ConditionalCheckFailed"));
    assertThat(table.index().commit(restore, CALL)).isEqualTo(new Conflict(others, true));
  }

  @Test
  void aStandingRowThatWasRetiredAfterTheAnswerWasLostDoesNotHideTheOwnRow() {
    Fault retiredSince =
        send -> {
          try {
            return FaultyHttp.answerLost().apply(send);
          } finally {
            assertThat(table.behind().retire(Retirement.marker(old), CALL)).isTrue();
          }
        };
    table.http().next(retiredSince, cancelled("TransactionConflict", "ConditionalCheckFailed"));
    assertThat(table.index().commit(restore, CALL)).isEqualTo(new Conflict(restored, false));
  }

  @Test
  void aTransactionThatIsStillUnderWayIsUnknown() {
    table.http().always(FaultyHttp.error(400, "TransactionInProgressException"));
    assertThat(table.index().commit(restore, CALL)).isInstanceOf(CommitResult.Unknown.class);
  }

  @Test
  void aTokenOfAnotherRequestIsNotWritten() {
    table.http().next(FaultyHttp.error(400, "IdempotentParameterMismatchException"));
    assertThatThrownBy(() -> table.index().commit(restore, CALL))
        .isInstanceOf(StoreUnavailable.class);
    table
        .http()
        .next(
            FaultyHttp.answerLost(), FaultyHttp.error(400, "IdempotentParameterMismatchException"));
    assertThat(table.index().commit(restore, CALL)).isInstanceOf(CommitResult.Unknown.class);
  }

  @Test
  void aThrottledTransactionIsNotWritten() {
    table.http().next(cancelled("ProvisionedThroughputExceeded", "None"));
    assertThatThrownBy(() -> table.index().commit(restore, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("ProvisionedThroughputExceeded");
  }

  @Test
  void reasonsThatAreNotGivenAreNoConflict() {
    table.http().next(FaultyHttp.error(400, "TransactionCanceledException"));
    assertThatThrownBy(() -> table.index().commit(restore, CALL))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aPartThatIsInvalidIsNoTransientFailure() {
    table
        .http()
        .next(
            FaultyHttp.error(
                400,
                "TransactionCanceledException",
                "\"CancellationReasons\": [{\"Code\": \"ValidationError\", \"Message\":"
                    + " \"One or more parameter values were invalid\"}, {\"Code\": \"None\"}]"));
    assertThatThrownBy(() -> table.index().commit(restore, CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("'id'");
  }
}
