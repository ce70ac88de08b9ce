package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.net.SocketException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsFailuresTest {
  private static AwsServiceException service(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("why").build())
        .build();
  }

  private static VhsException failure(SdkException e) {
    return AwsFailures.of("reading 'a' in table 'pointers'", "a", "dynamodb:Query", e);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "InvalidAccessKeyId"})
  void badCredentialsAreToBeRenewed(String code) {
    assertThat(failure(service(400, code)))
        .isInstanceOf(AccessDenied.class)
        .hasMessage(
            "Reading 'a' in table 'pointers' was refused: the credentials are not valid or have expired (%s). Renew them, for example with aws sso login"
                .formatted(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestExpired", "RequestTimeTooSkewed"})
  void aWrongClockIsToBeSet(String code) {
    assertThat(failure(service(403, code)))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("clock is wrong");
  }

  @Test
  void aMissingPermissionIsNamed() {
    for (SdkException e :
        new SdkException[] {service(400, "AccessDeniedException"), service(403, "Whatever")}) {
      assertThat(failure(e))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("lack dynamodb:Query")
          .hasCause(e);
    }
  }

  @Test
  void missingCredentialsAreToBeGiven() {
    AwsCredentialsProviderChain none =
        AwsCredentialsProviderChain.builder()
            .addCredentialsProvider(
                () -> {
                  throw SdkClientException.create("there are none");
                })
            .build();
    SdkClientException missing =
        catchThrowableOfType(SdkClientException.class, none::resolveCredentials);
    assertThat(failure(missing))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("AWS_PROFILE");
    assertThat(failure(SdkClientException.create(missing.getMessage())))
        .as("text says nothing")
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aFullPoolOfConnectionsIsSaidToBe() {
    for (Exception full :
        new Exception[] {
          new ConnectionRequestTimeoutException("Timeout deadline: 5 SECONDS"),
          new SdkFullPool.ConnectionPoolTimeoutException()
        }) {
      assertThat(failure(SdkClientException.create("Unable to execute HTTP request", full)))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("all connections of the client are in use")
          .hasMessageContaining("Close streams");
    }
  }

  /** The failure of the older release of Apache's client, which is not on the class path. */
  private static final class SdkFullPool {
    private static final class ConnectionPoolTimeoutException extends Exception {
      private static final long serialVersionUID = 1;
    }
  }

  @Test
  void allElseMayBeTriedAgain() {
    assertThat(failure(service(503, "ServiceUnavailable")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("503 ServiceUnavailable")
        .satisfies(e -> assertThat(e.id()).contains("a"));
    assertThat(failure(ApiCallTimeoutException.create(5)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("no answer in time");
    assertThat(
            AwsFailures.of(
                "scanning table 'pointers'",
                null,
                "dynamodb:Scan",
                SdkClientException.create("failed", new SocketException("Broken pipe"))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage(
            "Scanning table 'pointers' failed: Broken pipe. Nothing was written; try again");
  }

  @Test
  void codesAndStatesAreThoseOfTheService() {
    assertThat(AwsFailures.code(service(400, "Some"))).isEqualTo("Some");
    assertThat(AwsFailures.status(service(400, "Some"))).isEqualTo(400);
    assertThat(AwsFailures.code(SdkClientException.create("none"))).isEmpty();
    assertThat(AwsFailures.status(SdkClientException.create("none"))).isZero();
  }
}
