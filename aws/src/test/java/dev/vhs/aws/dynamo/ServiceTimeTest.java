package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vhs.Variant;
import dev.vhs.aws.dynamo.FaultyHttp.Fault;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * The behaviour under a local clock that lags or leads. The service has another time, and refuses
 * signatures that differ from it by more than its tolerance, as DynamoDB does and DynamoDB Local
 * does not.
 */
class ServiceTimeTest {
  private static final DateTimeFormatter SIGNED =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private FaultyTable table;

  /** Resets the correction of the SDK's clock, which all clients of the JVM share. */
  @BeforeEach
  @AfterEach
  void forgetCorrections() {
    SdkGlobalTime.setGlobalTimeOffset(0);
  }

  @AfterEach
  void close() {
    table.close();
  }

  /** Opens a table whose service is ahead of the local clock. */
  private void open(Duration ahead) {
    table = FaultyTable.of(Variant.MULTI);
    table.http().always(skewed(ahead));
    assertThat(table.index().identity(CALL)).isNotNull();
    table.http().sent();
  }

  private static Fault skewed(Duration ahead) {
    return send -> {
      Instant now = Instant.now().plus(ahead);
      Instant signed = SIGNED.parse(send.request().date(), Instant::from);
      Duration age = Duration.between(signed, now).abs();
      return dated(
          now,
          age.compareTo(DynamoPointerIndex.CLOCK_TOLERANCE) > 0
              ? FaultyHttp.error(400, "InvalidSignatureException").apply(send)
              : send.now());
    };
  }

  private static HttpExecuteResponse dated(Instant now, HttpExecuteResponse response) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    return HttpExecuteResponse.builder()
        .response(response.httpResponse().toBuilder().putHeader("Date", date).build())
        .responseBody(response.responseBody().orElse(null))
        .build();
  }

  private Instant now() {
    return table.index().traits().clock().instant();
  }

  private CommitResult commit(Row row, Instant notAfter) {
    return table.index().commit(Commit.of(List.of(row), notAfter), CALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, 0, 24})
  void theClockIsTheServices(int hoursAhead) {
    open(Duration.ofHours(hoursAhead));
    Instant service = Instant.now().plus(Duration.ofHours(hoursAhead));
    assertThat(now()).isCloseTo(service, within(3, SECONDS));
    assertThat(table.index().traits().clockTolerance()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, 0, 24})
  void aCommitInTimeIsApplied(int hoursAhead) {
    open(Duration.ofHours(hoursAhead));
    Row row = pointer("id", 0);
    assertThat(commit(row, now().plus(Duration.ofMinutes(1))))
        .isInstanceOf(CommitResult.Committed.class);
    assertThat(table.there("id", 0)).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, 0, 24})
  void aCommitAfterItsTimeIsNotSent(int hoursAhead) {
    open(Duration.ofHours(hoursAhead));
    assertThat(commit(pointer("id", 0), now().minus(Duration.ofMinutes(1))))
        .isInstanceOf(CommitResult.TooLate.class);
    assertThat(table.http().sent()).isEmpty();
  }

  /**
   * Tries the dangerous case: a clock that lags dates the first signature in time, the service
   * refuses it, and the SDK corrects its clock and signs again.
   */
  @Test
  void aSignatureThatTheSdkMadeAnewIsJudgedByItsOwnDate() {
    table = FaultyTable.of(Variant.MULTI);
    table.http().always(skewed(Duration.ofDays(1)));
    Instant inAnHourByTheLaggingClock = Instant.now().plus(Duration.ofHours(1));
    assertThat(commit(pointer("id", 0), inAnHourByTheLaggingClock))
        .isInstanceOf(CommitResult.TooLate.class);
    assertThat(table.http().sent()).as("the one that was refused").hasSize(1);
    assertThat(table.there("id", 0)).isNull();
  }

  /** Tries the same after an attempt that may have been applied. */
  @Test
  void aLateRepetitionOfWhatMayHaveBeenAppliedIsUnknown() {
    table = FaultyTable.of(Variant.MULTI);
    table.http().next(FaultyHttp.answerLost()).always(skewed(Duration.ofDays(1)));
    Row row = pointer("id", 0);
    assertThat(commit(row, Instant.now().plus(Duration.ofHours(1))))
        .isInstanceOf(CommitResult.Unknown.class);
    assertThat(table.http().sent()).hasSize(2);
    assertThat(table.there("id", 0)).isEqualTo(row);
  }
}
