package dev.vhs.testkit.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultyEndpointTest {
  private final WireScript script = new WireScript();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(endpoint.uri().resolve(target));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> put(String body) throws IOException, InterruptedException {
    return send(request("/bucket/key").PUT(BodyPublishers.ofString(body)).build());
  }

  @Test
  void requestsPassUnchanged() throws Exception {
    String target = "/bucket/a%2Fb//c%20d?x-id=PutObject&p=%2B";
    send(
        request(target)
            .header("x-amz-meta-Name", "a  b")
            .header("Range", "bytes=0-1")
            .PUT(BodyPublishers.ofString("value"))
            .build());
    Origin.Received received = origin.received().get(0);
    assertThat(received.method()).isEqualTo("PUT");
    assertThat(received.target()).isEqualTo(target);
    assertThat(received.length()).isEqualTo(5);
    assertThat(received.headers().getFirst("x-amz-meta-Name")).isEqualTo("a  b");
    assertThat(received.headers().getFirst("Range")).isEqualTo("bytes=0-1");
    assertThat(received.headers().getFirst("Content-Length")).isEqualTo("5");
    assertThat(received.headers().getFirst("Host"))
        .as("the host that the client signed")
        .isEqualTo(endpoint.uri().getAuthority());
  }

  @Test
  void answersPassUnchanged() throws Exception {
    HttpResponse<byte[]> whole = put("value");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).asString().isEqualTo("value");
    assertThat(whole.headers().firstValue("x-amz-meta-kept")).contains("as it is");
    assertThat(whole.headers().firstValue("etag")).contains("\"e\"");
    assertThat(whole.headers().allValues("date")).hasSize(1);
    HttpResponse<byte[]> range = send(request("/b/k").header("Range", "bytes=0-1").build());
    assertThat(range.statusCode()).isEqualTo(206);
  }

  @Test
  void answersToHeadHaveALengthAndNoBody() throws Exception {
    HttpRequest head = request("/b/k").method("HEAD", BodyPublishers.noBody()).build();
    assertThat(send(head).headers().firstValueAsLong("Content-Length")).hasValue(12345);
    script.next("HeadObject", WireFault.refuse(WireAnswer.s3Error(403, "AccessDenied")));
    assertThat(send(head).statusCode()).isEqualTo(403);
    assertThat(send(head).statusCode()).as("the connection can still be used").isEqualTo(200);
  }

  @Test
  void largeBodiesPassWithAndWithoutALength() throws Exception {
    byte[] body = new byte[8 << 20];
    new Random(1).nextBytes(body);
    BodyPublisher known = BodyPublishers.ofByteArray(body);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    for (BodyPublisher publisher : new BodyPublisher[] {known, chunked}) {
      HttpRequest put = request("/b/k").expectContinue(true).PUT(publisher).build();
      assertThat(send(put).body()).isEqualTo(body);
    }
  }

  @Test
  void aRefusedRequestIsNotApplied() throws Exception {
    script.next("PutObject", WireFault.refuse(WireAnswer.s3Error(503, "SlowDown")));
    HttpResponse<byte[]> answer = put("value");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).asString().contains("<Code>SlowDown</Code>");
    assertThat(answer.headers().firstValue("Date")).isPresent();
    assertThat(origin.received()).isEmpty();
    assertThat(put("value").statusCode()).isEqualTo(200);
  }

  @Test
  void aLostRequestIsNotApplied() throws Exception {
    script.next("PutObject", WireFault.loseRequest());
    assertThatIOException().isThrownBy(() -> put("value"));
    assertThat(origin.received()).isEmpty();
    assertThat(put("value").statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestWhoseAnswerIsLostIsApplied() {
    script.next("PutObject", WireFault.loseAnswer());
    assertThatIOException().isThrownBy(() -> put("value"));
    assertThat(origin.received()).hasSize(1);
  }

  @Test
  void anErrorMayBeAnsweredAfterApplying() throws Exception {
    script.next("PutObject", WireFault.answerInstead(WireAnswer.s3Error(500, "InternalError")));
    assertThat(put("value").statusCode()).isEqualTo(500);
    assertThat(origin.received()).hasSize(1);
  }

  @Test
  void aDelayedAnswerComesAfterTheTimeout() {
    script.next("PutObject", WireFault.delayAnswer(Duration.ofMinutes(1)));
    HttpRequest put =
        request("/b/k").timeout(Duration.ofSeconds(3)).PUT(BodyPublishers.noBody()).build();
    assertThatThrownBy(() -> send(put)).isInstanceOf(HttpTimeoutException.class);
    assertThat(origin.received()).hasSize(1);
  }

  @Test
  void aLateRequestIsAppliedWhenTheTestSaysSo() {
    script.next("PutObject", WireFault.arriveLate(), WireFault.arriveLate());
    assertThatIOException().isThrownBy(() -> put("one"));
    assertThatIOException().isThrownBy(() -> put("three"));
    assertThat(origin.received()).isEmpty();
    assertThat(endpoint.arrive()).isEqualTo(2);
    assertThat(origin.received()).extracting(Origin.Received::length).containsExactly(3, 5);
    assertThat(endpoint.arrive()).isZero();
  }

  @Test
  void aRepeatedRequestIsAppliedTwice() throws Exception {
    script.next("PutObject", WireFault.repeat());
    assertThat(put("value").body()).asString().isEqualTo("value");
    assertThat(origin.received()).extracting(Origin.Received::length).containsExactly(5, 5);
  }

  @Test
  void aWitnessSeesWhatTheServiceHas() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    endpoint.witnessedBy(
        new WireWitness() {
          @Override
          public void before(WireRequest request) {
            seen.add("before " + request.operation() + " " + origin.received().size());
          }

          @Override
          public void after(WireRequest request) {
            seen.add("after " + request.operation() + " " + origin.received().size());
          }
        });
    script.next(
        "PutObject", WireFault.loseRequest(), WireFault.loseAnswer(), WireFault.arriveLate());
    for (int i = 0; i < 3; i++) {
      assertThatIOException().isThrownBy(() -> put("value"));
    }
    assertThat(seen).containsExactly("before PutObject 0", "after PutObject 1");
    endpoint.arrive();
    assertThat(put("value").statusCode()).isEqualTo(200);
    assertThat(seen)
        .endsWith(
            "before PutObject 1", "after PutObject 2", "before PutObject 2", "after PutObject 3");
  }

  @Test
  void anAnswerMayBreakOff() {
    script.next("PutObject", WireFault.cutAnswer(3));
    assertThatIOException().isThrownBy(() -> put("value"));
    assertThat(origin.received()).hasSize(1);
  }

  @Test
  void aPlanThatFailsIsReportedAtTheEnd() throws Exception {
    Runnable happening =
        () -> {
          throw new AssertionError("not so");
        };
    FaultyEndpoint failing =
        FaultyEndpoint.before(
            origin.uri(), new WireScript().before("PutObject", happening, WireFault.none()));
    HttpRequest put =
        HttpRequest.newBuilder(failing.uri().resolve("/b/k")).PUT(BodyPublishers.noBody()).build();
    assertThatIOException().isThrownBy(() -> send(put));
    assertThatThrownBy(failing::close).hasRootCauseMessage("not so");
    assertThat(origin.received()).isEmpty();
  }
}
