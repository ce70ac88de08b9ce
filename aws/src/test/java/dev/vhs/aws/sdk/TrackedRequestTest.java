package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.aws.sdk.TrackedRequest.SignedTooLate;
import dev.vhs.testkit.contract.RecordedContext;
import dev.vhs.testkit.contract.TestClock;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

class TrackedRequestTest {
  private static final Instant NOT_AFTER = Instant.parse("2026-03-01T12:00:00Z");

  private final TestClock local = new TestClock();
  private final ServiceClock clock = new ServiceClock(local);
  private final RecordedContext call = new RecordedContext();
  private final TrackedRequest tracked = new TrackedRequest(call, clock, NOT_AFTER, false);

  private static SdkHttpFullRequest signed(String date) {
    return SdkHttpFullRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("http://localhost"))
        .putHeader("X-Amz-Date", date)
        .build();
  }

  private void send() {
    tracked.sending(signed("20260301T115900Z"));
  }

  private void answer(int status) {
    tracked.answered(SdkHttpResponse.builder().statusCode(status).build());
  }

  @Test
  void attemptsAreCounted() {
    send();
    assertThat(call.requests()).isEqualTo(1);
    assertThat(call.retries()).isZero();
    send();
    send();
    assertThat(call.requests()).isEqualTo(3);
    assertThat(call.retries()).isEqualTo(2);
  }

  @Test
  void aSignatureInTheLastSecondIsSent() {
    assertThatCode(() -> tracked.sending(signed("20260301T120000Z"))).doesNotThrowAnyException();
  }

  @Test
  void aSignatureAfterItsTimeIsNotSent() {
    assertThatThrownBy(() -> tracked.sending(signed("20260301T120001Z")))
        .isInstanceOfSatisfying(
            SignedTooLate.class, e -> assertThat(e.mayHaveBeenApplied()).isFalse());
    assertThat(call.requests()).isZero();
  }

  @Test
  void aSignatureAfterItsTimeSaysWhetherAnEarlierOneMayHaveBeenApplied() {
    send();
    assertThatThrownBy(() -> tracked.sending(signed("20260301T120001Z")))
        .isInstanceOfSatisfying(
            SignedTooLate.class, e -> assertThat(e.mayHaveBeenApplied()).isTrue());
  }

  @Test
  void anEarlierOneThatWasRefusedWasNotApplied() {
    send();
    answer(400);
    assertThatThrownBy(() -> tracked.sending(signed("20260301T120001Z")))
        .isInstanceOfSatisfying(
            SignedTooLate.class, e -> assertThat(e.mayHaveBeenApplied()).isFalse());
  }

  @Test
  void aWriteThatIsNotSignedIsNotSent() {
    SdkHttpFullRequest unsigned =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://localhost"))
            .build();
    assertThatThrownBy(() -> tracked.sending(unsigned)).isInstanceOf(AccessDenied.class);
    assertThatCode(() -> new TrackedRequest(call, clock, null, false).sending(unsigned))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingWasAppliedBeforeAnythingWasSent() {
    assertThat(tracked.mayHaveBeenApplied()).isFalse();
    assertThat(tracked.hasUncertainEarlierAttempt()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206, 500, 503})
  void anAnswerThatSaysDoneOrFailedLeavesItOpen(int status) {
    send();
    answer(status);
    assertThat(tracked.mayHaveBeenApplied()).isTrue();
    assertThat(tracked.hasUncertainEarlierAttempt()).as("it is the last one").isFalse();
    send();
    answer(400);
    assertThat(tracked.hasUncertainEarlierAttempt()).isTrue();
    assertThat(tracked.mayHaveBeenApplied()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 403, 404, 412, 429})
  void aRefusalSettlesIt(int status) {
    send();
    answer(status);
    send();
    answer(status);
    assertThat(tracked.mayHaveBeenApplied()).isFalse();
    assertThat(tracked.hasUncertainEarlierAttempt()).isFalse();
  }

  @Test
  void aConnectionThatWasNotMadeSettlesIt() {
    send();
    tracked.failed(wrapped(new ConnectException("refused")));
    send();
    tracked.failed(wrapped(new UnknownHostException("nowhere")));
    assertThat(tracked.mayHaveBeenApplied()).isFalse();
    assertThat(tracked.hasUncertainEarlierAttempt()).isFalse();
  }

  /**
   * Checks the names of Apache's exceptions, by which they are recognised and which Apache may
   * change.
   */
  @Test
  void failuresOfApachesClientAreKnown() {
    for (Exception unsent :
        new Exception[] {
          new ConnectTimeoutException("Connect timed out"),
          new ConnectionRequestTimeoutException("Timeout deadline")
        }) {
      send();
      tracked.failed(wrapped(unsent));
      assertThat(tracked.mayHaveBeenApplied()).as("%s", unsent).isFalse();
    }
  }

  @Test
  void aTimeOutSettlesNothing() {
    send();
    tracked.failed(wrapped(new SocketTimeoutException("Read timed out")));
    assertThat(tracked.mayHaveBeenApplied()).isTrue();
    send();
    tracked.failed(wrapped(new ConnectException("refused")));
    assertThat(tracked.mayHaveBeenApplied()).as("the first one may have been").isTrue();
    assertThat(tracked.hasUncertainEarlierAttempt()).isTrue();
  }

  private static SdkClientException wrapped(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  @Test
  void theServicesTimeIsLearnedFromAnswers() {
    send();
    tracked.answered(
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Date", "Tue, 03 Mar 2026 12:00:00 GMT")
            .build());
    assertThat(clock.instant())
        .isBetween(Instant.parse("2026-03-03T12:00:00Z"), Instant.parse("2026-03-03T12:00:01Z"));
    assertThat(local.instant()).isEqualTo(clock.instant().minus(Duration.ofDays(2)));
  }

  @Test
  void aDateThatCannotBeReadTellsNothing() {
    send();
    tracked.answered(
        SdkHttpResponse.builder().statusCode(200).putHeader("Date", "next Tuesday").build());
    assertThat(clock.instant()).isEqualTo(local.instant());
  }
}
