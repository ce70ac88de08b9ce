package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.aws.dynamo.DynamoClientSettings;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.RequestContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The use of plugins, which are expensive: the SDK configures the whole client for one request. */
class RequestsTest {
  private static Requests of(ClientOverrideConfiguration overrides) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    try (DynamoDbClient client =
        EmulatedAws.dynamoDb(nowhere).overrideConfiguration(overrides).build()) {
      return new Requests(
          new ServiceClock(InstantSource.system()),
          new Repetitions(),
          client.serviceClientConfiguration());
    }
  }

  private static int pluginsOfRead(Requests requests) {
    TrackedRequest read = requests.tracked(RequestContext.unlimited());
    return requests.of(read, Duration.ofSeconds(1)).plugins().size();
  }

  private static int pluginsOfWrite(Requests requests) {
    TrackedRequest write = requests.tracked(RequestContext.unlimited(), "a write", Instant.MAX);
    return requests.of(write, Duration.ofSeconds(1)).plugins().size();
  }

  @Test
  void requestsOfAClientOfOursBringNothingOfTheirOwn() {
    Requests requests = of(DynamoClientSettings.overrides().build());
    assertThat(pluginsOfRead(requests)).isZero();
    assertThat(pluginsOfWrite(requests)).isZero();
  }

  @Test
  void requestsOfAGivenClientBringWhatItHasNot() {
    Requests requests = of(ClientOverrideConfiguration.builder().build());
    assertThat(pluginsOfRead(requests)).isOne();
    assertThat(pluginsOfWrite(requests)).isOne();
  }

  @Test
  void requestsOfAClientWithOtherRetriesBringOurs() {
    Requests requests =
        of(
            ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new TrackingInterceptor())
                .build());
    assertThat(pluginsOfRead(requests)).isOne();
    assertThat(pluginsOfWrite(requests)).isOne();
  }
}
