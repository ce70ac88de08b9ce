package dev.vhs.aws.dynamo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * An HTTP client between the SDK and the service that records attempts and applies a test's faults.
 */
final class FaultyHttp implements SdkHttpClient {
  private final SdkHttpClient real = Apache5HttpClient.create();
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();
  private Fault always = Send::now;

  /** A fault: the fate of one attempt. */
  @FunctionalInterface
  interface Fault {
    HttpExecuteResponse apply(Send send) throws IOException;
  }

  /** An attempt that has not been sent. */
  interface Send {
    /** Sends the attempt. */
    HttpExecuteResponse now() throws IOException;

    /** Returns the attempt's request. */
    Sent request();
  }

  /**
   * An attempt.
   *
   * @param operation the operation, such as {@code PutItem}
   * @param date the date of its signature
   * @param body its JSON
   * @param userAgent the sender's name
   */
  record Sent(String operation, String date, String body, String userAgent) {}

  /** Applies faults to the next attempts, one to each. */
  synchronized FaultyHttp next(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  /** Applies a fault to every attempt that has no other. */
  synchronized FaultyHttp always(Fault fault) {
    always = fault;
    return this;
  }

  /** Returns all attempts since the last call. */
  synchronized List<Sent> sent() {
    List<Sent> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  /** Returns whether no fault is left for a next attempt. */
  synchronized boolean isSpent() {
    return faults.isEmpty();
  }

  private synchronized Fault take(Sent attempt) {
    sent.add(attempt);
    Fault fault = faults.poll();
    return fault == null ? always : fault;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = real.prepareRequest(request);
    Sent attempt = attempt(request);
    Fault fault = take(attempt);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return fault.apply(
            new Send() {
              @Override
              public HttpExecuteResponse now() throws IOException {
                return prepared.call();
              }

              @Override
              public Sent request() {
                return attempt;
              }
            });
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static Sent attempt(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    String target = http.firstMatchingHeader("X-Amz-Target").orElse("");
    return new Sent(
        target.substring(target.indexOf('.') + 1),
        http.firstMatchingHeader("X-Amz-Date").orElse(""),
        request.contentStreamProvider().map(FaultyHttp::text).orElse(""),
        http.firstMatchingHeader("User-Agent").orElse(""));
  }

  private static String text(ContentStreamProvider body) {
    try (var stream = body.newStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String clientName() {
    return "Faulty";
  }

  @Override
  public void close() {
    real.close();
  }

  /** Returns a fault that answers with an error of DynamoDB, without sending anything. */
  static Fault error(int status, String type) {
    return send -> answer(status, errorBody(type, ""));
  }

  /**
   * Returns a fault that answers with an error of DynamoDB with more in its JSON, without sending
   * anything.
   */
  static Fault error(int status, String type, String more) {
    return send -> answer(status, errorBody(type, ", " + more));
  }

  /** Returns a fault that answers with an error of DynamoDB after the request was applied. */
  static Fault errorAfter(int status, String type) {
    return send -> {
      drain(send.now());
      return answer(status, errorBody(type, ""));
    };
  }

  /** Returns a fault by which the request is applied, and its answer lost. */
  static Fault answerLost() {
    return send -> {
      drain(send.now());
      throw new SocketException("Connection reset");
    };
  }

  /** Returns a fault by which the request is applied, and its answer ends early. */
  static Fault answerCutOff() {
    return send -> {
      HttpExecuteResponse response = send.now();
      drain(response);
      return HttpExecuteResponse.builder()
          .response(response.httpResponse())
          .responseBody(AbortableInputStream.create(new CutOff()))
          .build();
    };
  }

  private static final class CutOff extends InputStream {
    @Override
    public int read() throws IOException {
      throw new SocketException("Premature end of the body");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }

  /** Returns a fault by which the request is lost on its way. */
  static Fault requestLost() {
    return send -> {
      throw new SocketException("Connection reset");
    };
  }

  /** Returns a fault by which nobody accepts the connection. */
  static Fault refused() {
    return send -> {
      throw new ConnectException("Connection refused");
    };
  }

  static String errorBody(String type, String more) {
    return "{\"__type\": \"com.amazonaws.dynamodb.v20120810#%s\", \"message\": \"so the test says\"%s}"
        .formatted(type, more);
  }

  /** Returns a fault that answers with a text, without sending anything. */
  static Fault answered(int status, String type, String body) {
    return send -> answer(status, type, body);
  }

  /** Returns a fault by which the answer's checksum fits another body. */
  static Fault withWrongChecksum() {
    return send -> {
      HttpExecuteResponse response = send.now();
      return HttpExecuteResponse.builder()
          .response(response.httpResponse().toBuilder().putHeader("x-amz-crc32", "1").build())
          .responseBody(response.responseBody().orElseThrow())
          .build();
    };
  }

  static HttpExecuteResponse answer(int status, String body) {
    return answer(status, "application/x-amz-json-1.0", body);
  }

  private static HttpExecuteResponse answer(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  private static void drain(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isPresent()) {
      try (var body = response.responseBody().get()) {
        body.readAllBytes();
      }
    }
  }
}
