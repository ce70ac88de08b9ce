package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.absent;
import static dev.vhs.aws.dynamo.SamplePointers.after;
import static dev.vhs.aws.dynamo.SamplePointers.inline;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static dev.vhs.aws.dynamo.SamplePointers.replacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.aws.dynamo.FaultyHttp.Fault;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Row;
import dev.vhs.testkit.contract.RecordedContext;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a commit answers where requests or answers get lost between the SDK and DynamoDB. */
class CommitFaultsTest {
  private static final String ID = "id";

  private FaultyTable table;

  @AfterEach
  void close() {
    if (table != null) {
      table.close();
    }
  }

  private FaultyTable table(Variant variant) {
    table = FaultyTable.of(variant);
    return table;
  }

  static Stream<Arguments> answersLostAfterApplying() {
    Stream<Fault> faults =
        Stream.of(
            FaultyHttp.answerLost(),
            FaultyHttp.answerCutOff(),
            FaultyHttp.errorAfter(500, "InternalServerError"),
            FaultyHttp.errorAfter(503, "ServiceUnavailable"));
    return faults.flatMap(
        fault -> Stream.of(Variant.values()).map(variant -> Arguments.of(fault, variant)));
  }

  @ParameterizedTest
  @MethodSource("answersLostAfterApplying")
  void aWriteWhoseAnswerWasLostIsFoundByItsOwnRepetition(Fault fault, Variant variant) {
    table(variant).http().next(fault);
    Row row = pointer(ID, 0);
    RecordedContext call = new RecordedContext();
    CommitResult result = table.index().commit(absent(row), call);
    assertThat(result).isEqualTo(new CommitResult.Conflict(row, false));
    assertThat(table.there(ID, 0)).isEqualTo(row);
    assertThat(call.requests()).isEqualTo(2);
    assertThat(call.retries()).isEqualTo(1);
  }

  @Test
  void aReplacementWhoseAnswerWasLostIsFoundByItsOwnRepetition() {
    table(Variant.SINGLE);
    Row first = pointer(ID, 0);
    Row second = pointer(ID, 1);
    table.given(first);
    table.http().next(FaultyHttp.answerLost());
    assertThat(table.index().commit(replacing(first, second), CALL))
        .isEqualTo(new CommitResult.Conflict(second, false));
    assertThat(table.there(ID, 1)).isEqualTo(second);
  }

  @Test
  void aReplacementThatWasOverwrittenBeforeItsRepetitionIsRemembered() {
    table(Variant.SINGLE);
    Row first = pointer(ID, 0);
    Row second = after(first, pointer(ID, 1));
    Row third = after(second, inline(ID, 2, 5));
    table.given(first);
    Fault overwritten =
        send -> {
          try {
            return FaultyHttp.answerLost().apply(send);
          } finally {
            table.given(replacing(second, third));
          }
        };
    table.http().next(overwritten);
    CommitResult result = table.index().commit(replacing(first, second), CALL);
    assertThat(result).isEqualTo(new CommitResult.Conflict(third, false));
    assertThat(third.recent().contains(second.writeId())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded"
      })
  void aThrottledWriteIsSentAgainAndIsTheFirstTryStill(String code) {
    table(Variant.MULTI).http().next(FaultyHttp.error(400, code), FaultyHttp.error(400, code));
    Row row = pointer(ID, 0);
    RecordedContext call = new RecordedContext();
    assertThat(table.index().commit(absent(row), call)).isInstanceOf(CommitResult.Committed.class);
    assertThat(call.retries()).isEqualTo(2);
    table.http().next(FaultyHttp.error(400, code));
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isEqualTo(new CommitResult.Conflict(row, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded"
      })
  void aWriteThatStaysThrottledIsNotWritten(String code) {
    table(Variant.MULTI).http().always(FaultyHttp.error(400, code));
    assertThatThrownBy(() -> table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("throttles writing 'id' in table '" + table.name() + "'")
        .hasMessageContaining(code)
        .hasMessageContaining("nothing was written");
    assertThat(table.http().sent()).hasSize(DynamoClientSettings.MAX_ATTEMPTS);
    assertThat(table.there(ID, 0)).isNull();
  }

  @Test
  void aWriteThatIsThrottledAfterAnAnswerWasLostMayHaveBeenApplied() {
    table(Variant.MULTI)
        .http()
        .next(FaultyHttp.answerLost())
        .always(FaultyHttp.error(400, "ThrottlingException"));
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(CommitResult.Unknown.class);
    assertThat(table.there(ID, 0)).isNotNull();
  }

  @Test
  void aWriteWithoutAnyAnswerIsUnknown() {
    table(Variant.MULTI).http().always(FaultyHttp.requestLost());
    CommitResult result = table.index().commit(absent(pointer(ID, 0)), CALL);
    assertThat(result)
        .isInstanceOfSatisfying(
            CommitResult.Unknown.class,
            unknown -> assertThat(unknown.cause()).isInstanceOf(StoreUnavailable.class));
    assertThat(table.http().sent()).hasSize(DynamoClientSettings.MAX_ATTEMPTS);
  }

  @Test
  void errorsOfTheServerAreUnknown() {
    table(Variant.MULTI).http().always(FaultyHttp.error(500, "InternalServerError"));
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(CommitResult.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServiceThatCannotBeReachedWasNeverAsked(boolean given) {
    table = given ? FaultyTable.withGivenClient(Variant.MULTI) : FaultyTable.of(Variant.MULTI);
    table.http().always(FaultyHttp.refused());
    assertThatThrownBy(() -> table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Connection refused");
    assertThat(table.http().sent()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServiceThatCannotBeReachedAfterAnAnswerWasLostIsUnknown(boolean given) {
    table = given ? FaultyTable.withGivenClient(Variant.MULTI) : FaultyTable.of(Variant.MULTI);
    table.http().next(FaultyHttp.answerLost()).always(FaultyHttp.refused());
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(CommitResult.Unknown.class);
    assertThat(table.there(ID, 0)).isNotNull();
  }

  @Test
  void attemptsThatWereRefusedAConnectionLeaveTheFirstTryTheFirst() {
    table(Variant.MULTI);
    Row there = pointer(ID, 0);
    table.given(there);
    table.http().next(FaultyHttp.refused(), FaultyHttp.refused());
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isEqualTo(new CommitResult.Conflict(there, true));
    assertThat(table.http().isSpent()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void aConflictWhoseAnswerShowsNoItemIsRead(Variant variant) {
    table(variant);
    Row there = pointer(ID, 0);
    table.given(there);
    table.http().next(FaultyHttp.error(400, "ConditionalCheckFailedException"));
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isEqualTo(new CommitResult.Conflict(there, true));
    assertThat(table.http().sent())
        .extracting(FaultyHttp.Sent::operation)
        .containsExactly("PutItem", "GetItem");
  }

  @Test
  void aConflictWithARowThatIsGoneWhenItIsReadIsTriedAgain() {
    table(Variant.MULTI).http().next(FaultyHttp.error(400, "ConditionalCheckFailedException"));
    assertThatThrownBy(() -> table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("nothing was written");
  }

  @Test
  @Timeout(30)
  void aWriteThatIsNotAnsweredInTimeIsUnknown() {
    CountDownLatch never = new CountDownLatch(1);
    table(Variant.MULTI)
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
    RecordedContext call = new RecordedContext(Duration.ofMillis(300));
    assertThat(table.index().commit(absent(pointer(ID, 0)), call))
        .isInstanceOfSatisfying(
            CommitResult.Unknown.class,
            unknown -> assertThat(unknown.cause()).hasMessageContaining("no answer in time"));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aCallWithoutTimeSendsNothing() {
    table(Variant.MULTI);
    Commit commit = absent(pointer(ID, 0));
    assertThatThrownBy(() -> table.index().commit(commit, RecordedContext.expired()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("callTimeout");
    assertThat(table.http().sent()).isEqualTo(Collections.emptyList());
  }

  @Test
  void anInterruptedCommitSaysWhatIsKnownAndStaysInterrupted() {
    table(Variant.MULTI);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(table.there(ID, 0)).isNull();
    table
        .http()
        .next(
            send -> {
              Thread.currentThread().interrupt();
              return FaultyHttp.answerLost().apply(send);
            });
    assertThat(table.index().commit(absent(pointer(ID, 0)), CALL))
        .isInstanceOf(CommitResult.Unknown.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void requestsSayWhoSendsThem() {
    table(Variant.MULTI).index().commit(absent(pointer(ID, 0)), CALL);
    assertThat(table.http().sent())
        .singleElement()
        .satisfies(sent -> assertThat(sent.userAgent()).contains("vhs/"));
  }
}
