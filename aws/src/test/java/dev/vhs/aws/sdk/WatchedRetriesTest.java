package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;

class WatchedRetriesTest {
  private static Duration pause(RetryStrategy retries, Duration asked) {
    var token = retries.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
    return retries
        .refreshRetryToken(
            RefreshRetryTokenRequest.builder()
                .token(token)
                .failure(AwsServiceException.builder().statusCode(503).build())
                .suggestedDelay(asked)
                .build())
        .delay();
  }

  /** Tries a {@code Retry-After: 86400}, which the SDK alone would obey. */
  @Test
  void aPauseThatAServerAsksForIsCapped() {
    RetryStrategy sdk = AwsRetryStrategy.standardRetryStrategy();
    assertThat(pause(sdk, Duration.ofDays(1))).isGreaterThan(Duration.ofHours(1));
    RetryStrategy watched = new WatchedRetries(sdk);
    assertThat(pause(watched, Duration.ofDays(1))).isEqualTo(WatchedRetries.LONGEST_PAUSE);
    assertThat(pause(watched, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
  }
}
