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
  private final TrackedRequest exchange = new TrackedRequest(call, clock, NOT_AFTER, true);

  private static SdkHttpFullRequest signed(String date) {
    return SdkHttpFullRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("http://localhost"))
        .putHeader("X-Amz-Date", date)
        .build();
  }

  private void send() {
    exchange.sending(signed("20260301T115900Z"));
  }

  private void answer(int status) {
    exchange.answered(SdkHttpResponse.builder().statusCode(status).build());
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
    assertThatCode(() -> exchange.sending(signed("20260301T120000Z"))).doesNotThrowAnyException();
  }

  @Test
  void aSignatureAfterItsTimeIsNotSent() {
    assertThatThrownBy(() -> exchange.sending(signed("20260301T120001Z")))
        .isInstanceOfSatisfying(
            SignedTooLate.class, e -> assertThat(e.mayHaveBeenApplied()).isFalse());
    assertThat(call.requests()).isZero();
  }

  @Test
  void aSignatureAfterItsTimeSaysWhetherAnEarlierOneMayHaveBeenApplied() {
    send();
    assertThatThrownBy(() -> exchange.sending(signed("20260301T120001Z")))
        .isInstanceOfSatisfying(
            SignedTooLate.class, e -> assertThat(e.mayHaveBeenApplied()).isTrue());
  }

  @Test
  void anEarlierOneThatWasRefusedWasNotApplied() {
    send();
    answer(400);
    assertThatThrownBy(() -> exchange.sending(signed("20260301T120001Z")))
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
    assertThatThrownBy(() -> exchange.sending(unsigned)).isInstanceOf(AccessDenied.class);
    assertThatCode(() -> new TrackedRequest(call, clock, null, false).sending(unsigned))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingWasAppliedBeforeAnythingWasSent() {
    assertThat(exchange.mayHaveBeenApplied()).isFalse();
    assertThat(exchange.hasUncertainEarlierAttempt()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206, 500, 503})
  void anAnswerThatSaysDoneOrFailedLeavesItOpen(int status) {
    send();
    answer(status);
    assertThat(exchange.mayHaveBeenApplied()).isTrue();
    assertThat(exchange.hasUncertainEarlierAttempt()).as("it is the last one").isFalse();
    send();
    answer(400);
    assertThat(exchange.hasUncertainEarlierAttempt()).isTrue();
    assertThat(exchange.mayHaveBeenApplied()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 403, 404, 412, 429})
  void aRefusalSettlesIt(int status) {
    send();
    answer(status);
    send();
    answer(status);
    assertThat(exchange.mayHaveBeenApplied()).isFalse();
    assertThat(exchange.hasUncertainEarlierAttempt()).isFalse();
  }

  @Test
  void aConnectionThatWasNotMadeSettlesIt() {
    send();
    exchange.failed(wrapped(new ConnectException("refused")));
    send();
    exchange.failed(wrapped(new UnknownHostException("nowhere")));
    assertThat(exchange.mayHaveBeenApplied()).isFalse();
    assertThat(exchange.hasUncertainEarlierAttempt()).isFalse();
  }

  /** They are told by their names, which are Apache's to change. */
  @Test
  void failuresOfApachesClientAreKnown() {
    for (Exception unsent :
        new Exception[] {
          new ConnectTimeoutException("Connect timed out"),
          new ConnectionRequestTimeoutException("Timeout deadline")
        }) {
      send();
      exchange.failed(wrapped(unsent));
      assertThat(exchange.mayHaveBeenApplied()).as("%s", unsent).isFalse();
    }
  }

  @Test
  void aTimeOutSettlesNothing() {
    send();
    exchange.failed(wrapped(new SocketTimeoutException("Read timed out")));
    assertThat(exchange.mayHaveBeenApplied()).isTrue();
    send();
    exchange.failed(wrapped(new ConnectException("refused")));
    assertThat(exchange.mayHaveBeenApplied()).as("the first one may have been").isTrue();
    assertThat(exchange.hasUncertainEarlierAttempt()).isTrue();
  }

  private static SdkClientException wrapped(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  @Test
  void theServicesTimeIsLearnedFromAnswers() {
    send();
    exchange.answered(
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
    exchange.answered(
        SdkHttpResponse.builder().statusCode(200).putHeader("Date", "next Tuesday").build());
    assertThat(clock.instant()).isEqualTo(local.instant());
  }
}
