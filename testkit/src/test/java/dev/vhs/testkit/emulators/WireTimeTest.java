package dev.vhs.testkit.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latency, the order of requests, and the service's clock. */
@Timeout(60)
class WireTimeTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WireScript script = new WireScript();
  private Origin origin;
  private FaultyEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    origin = new Origin();
    endpoint = FaultyEndpoint.before(origin.uri(), script);
  }

  @AfterEach
  void close() {
    endpoint.close();
    origin.close();
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(endpoint.uri().resolve("/b/" + key));
  }

  private HttpRequest get(String key) {
    return request(key).build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString()).join();
  }

  @Test
  void theLogTellsWhatCameAfterWhat() {
    CyclicBarrier bothAreThere = new CyclicBarrier(2);
    script
        .before("GetObject", () -> await(bothAreThere), WireFault.none())
        .before("GetObject", () -> await(bothAreThere), WireFault.none());
    String cost =
        endpoint
            .log()
            .measure(
                () -> {
                  CompletableFuture<HttpResponse<String>> beside =
                      client.sendAsync(get("a"), BodyHandlers.ofString());
                  send(get("b"));
                  beside.join();
                  send(get("c"));
                })
            .text();
    assertThat(cost).isEqualTo("3 [2]");
    assertThat(endpoint.log().operations()).containsOnly("GetObject").hasSize(3);
    assertThat(endpoint.log().entries().get(2)).hasToString("GetObject /b/c (200)");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the other request did not come", e);
    }
  }

  @Test
  void everyAnswerIsAsLateAsTheLatencySays() {
    endpoint.latency(Duration.ofMillis(300));
    long start = System.nanoTime();
    send(get("a"));
    send(get("b"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(600));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void answersHaveTheServicesDate(int days) {
    endpoint.clockDiffersBy(DAY.multipliedBy(days));
    Instant date = date(send(get("a")));
    assertThat(date)
        .isCloseTo(Instant.now().plus(DAY.multipliedBy(days)), within(30, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void signaturesThatAreOffTheServicesClockAreRefused(int days) {
    Duration difference = DAY.multipliedBy(days);
    Instant now = Instant.now();
    assertThat(send(signed("s3", now).build()).statusCode()).isEqualTo(200);
    endpoint.clockDiffersBy(difference);
    HttpResponse<String> refused = send(signed("s3", now).build());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>RequestTimeTooSkewed</Code>");
    assertThat(date(refused)).isCloseTo(now.plus(difference), within(30, ChronoUnit.SECONDS));
    assertThat(send(signed("s3", now.plus(difference)).build()).statusCode()).isEqualTo(200);
    assertThat(origin.received()).hasSize(2);
  }

  @Test
  void dynamoDbRefusesASignatureThatHasAged() {
    HttpRequest aged =
        signed("b", Instant.now().minus(Duration.ofMinutes(16)))
            .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .build();
    HttpResponse<String> refused = send(aged);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("#InvalidSignatureException").contains("expired");
    assertThat(origin.received()).isEmpty();
  }

  private HttpRequest.Builder signed(String key, Instant at) {
    String date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(at);
    return request(key).header("X-Amz-Date", date);
  }

  private static Instant date(HttpResponse<String> answer) {
    String date = answer.headers().firstValue("Date").orElseThrow();
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
  }
}
