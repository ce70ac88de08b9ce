package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.contract.TestClock;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RetryLogTest {
  private static final String FAILURE =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"}";

  private final TestClock clock = new TestClock();
  private final Lines lines = new Lines();
  private final RetryLog log = new RetryLog(() -> lines);

  /** A logger that keeps its lines. */
  private static final class Lines implements System.Logger {
    private final List<String> written = new ArrayList<>();
    private boolean isQuiet;

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return !isQuiet;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable failure) {
      throw new UnsupportedOperationException("nothing that is logged here has a cause");
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Object @Nullable ... arguments) {
      written.add(level + " " + message);
    }
  }

  private void repeat(Duration age) {
    log.repeating("DynamoDb PutItem", 3, age, "was answered 500", clock.instant());
  }

  @Test
  void aRequestThatIsSoonDoneIsNotLogged() {
    repeat(RetryLog.LONG.minusMillis(1));
    assertThat(lines.written).isEmpty();
    repeat(RetryLog.LONG);
    assertThat(lines.written).hasSize(1);
  }

  @Test
  void anOutageWritesALineNowAndThen() {
    repeat(RetryLog.LONG);
    clock.advance(RetryLog.PAUSE.minusMillis(1));
    repeat(RetryLog.LONG);
    repeat(RetryLog.LONG);
    clock.advance(Duration.ofMillis(1));
    repeat(Duration.ofSeconds(14));
    clock.advance(RetryLog.PAUSE);
    repeat(RetryLog.LONG);
    assertThat(lines.written).containsExactly(line(4, 0), line(14, 2), line(4, 0));
  }

  private static String line(int seconds, int omitted) {
    return "WARNING DynamoDb PutItem is sent again, attempt 3 after %d s; the attempt before was answered 500%s"
        .formatted(
            seconds,
            omitted == 0
                ? ""
                : ". %d other repetitions were not logged since the last line".formatted(omitted));
  }

  @Test
  void aLoggerThatIsOffCountsNothing() {
    lines.isQuiet = true;
    repeat(RetryLog.LONG);
    lines.isQuiet = false;
    repeat(RetryLog.LONG);
    assertThat(lines.written).containsExactly(line(4, 0));
  }

  /** Sends a request whose attempts each take 3 s and fail. */
  @Test
  void aRequestThatIsRepeatedForLongIsLogged() {
    BackoffStrategy soon = BackoffStrategy.fixedDelay(Duration.ofMillis(1));
    try (DynamoDbClient client =
        EmulatedAws.dynamoDb(URI.create("http://127.0.0.1:1"))
            .httpClient(new Failing(Duration.ofSeconds(3)))
            .overrideConfiguration(
                overrides ->
                    overrides
                        .addExecutionInterceptor(new TrackingInterceptor(log))
                        .retryStrategy(
                            new WatchedRetries(
                                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                    .maxAttempts(4)
                                    .backoffStrategy(soon)
                                    .build())))
            .build()) {
      Requests requests =
          new Requests(
              new ServiceClock(clock), new Repetitions(), client.serviceClientConfiguration());
      TrackedRequest request = requests.tracked(RequestContext.unlimited());
      assertThatThrownBy(
              () ->
                  client.describeTable(
                      describe ->
                          describe
                              .tableName("secret-name")
                              .overrideConfiguration(requests.of(request, Duration.ofMinutes(1)))))
          .isInstanceOf(DynamoDbException.class);
    }
    assertThat(lines.written)
        .containsExactly(
            "WARNING DynamoDb DescribeTable is sent again, attempt 3 after 6 s; the attempt before"
                + " failed by InternalServerError");
  }

  /** An HTTP client that answers 500 after some time on the test's clock. */
  private final class Failing implements SdkHttpClient {
    private final Duration time;

    Failing(Duration time) {
      this.time = time;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          clock.advance(time);
          byte[] body = FAILURE.getBytes(StandardCharsets.UTF_8);
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpFullResponse.builder()
                      .statusCode(500)
                      .putHeader("Content-Length", Integer.toString(body.length))
                      .build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
