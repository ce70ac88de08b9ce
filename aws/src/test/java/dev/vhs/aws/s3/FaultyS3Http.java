package dev.vhs.aws.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * An HTTP client that sends requests, keeps what they were, and on the way does what it was told.
 */
final class FaultyS3Http implements SdkHttpClient {
  private final SdkHttpClient real = Apache5HttpClient.builder().maxConnections(20).build();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<SdkHttpRequest> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger aborted = new AtomicInteger();

  /** What is done in place of sending a request. */
  interface Fault {
    HttpExecuteResponse apply(ExecutableHttpRequest request) throws IOException;
  }

  private record Rule(Predicate<SdkHttpRequest> when, Fault fault, AtomicInteger times) {}

  /** Does something to the next requests of a kind, so often. */
  void next(int times, Predicate<SdkHttpRequest> when, Fault fault) {
    rules.add(new Rule(when, fault, new AtomicInteger(times)));
  }

  /** Does something to all requests. */
  void always(Fault fault) {
    next(Integer.MAX_VALUE, request -> true, fault);
  }

  /** All that were sent, as {@code PUT /bucket/key?query}, without the bucket. */
  List<String> seen() {
    List<String> lines = new ArrayList<>();
    for (SdkHttpRequest request : seen) {
      String path = request.encodedPath().replaceFirst("^/[^/]*/?", "");
      String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
      lines.add(request.method() + " " + path + query.replaceAll("uploadId=[^&]*", "uploadId=X"));
    }
    return lines;
  }

  List<SdkHttpRequest> requests() {
    return List.copyOf(seen);
  }

  void forget() {
    seen.clear();
  }

  /** How many answers were given up before their end. */
  int aborted() {
    return aborted.get();
  }

  static Predicate<SdkHttpRequest> method(String name) {
    return request -> request.method().name().equals(name);
  }

  static Predicate<SdkHttpRequest> has(String parameter) {
    return request -> request.rawQueryParameters().containsKey(parameter);
  }

  /** Answers with an error of S3. */
  static Fault error(int status, String code, Map<String, String> headers, String message) {
    String xml = "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
    return request -> {
      byte[] body = (code.isEmpty() ? "" : xml).getBytes(StandardCharsets.UTF_8);
      SdkHttpFullResponse.Builder answer =
          SdkHttpFullResponse.builder()
              .statusCode(status)
              .putHeader("Content-Length", Integer.toString(body.length));
      headers.forEach(answer::putHeader);
      return HttpExecuteResponse.builder()
          .response(answer.build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    };
  }

  static Fault error(int status, String code) {
    return error(status, code, Map.of(), "told to");
  }

  /** Sends the request, and loses the answer. */
  static Fault lostAnswer() {
    return request -> {
      request.call().responseBody().ifPresent(AbortableInputStream::abort);
      throw new IOException("told to lose the answer");
    };
  }

  /** Sends the request, and breaks off its answer after so many bytes. */
  static Fault brokenOffAfter(int bytes) {
    return request -> {
      HttpExecuteResponse answer = request.call();
      AbortableInputStream body = answer.responseBody().orElseThrow();
      return HttpExecuteResponse.builder()
          .response(answer.httpResponse())
          .responseBody(AbortableInputStream.create(new Breaking(body, bytes), body))
          .build();
    };
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    seen.add(request.httpRequest());
    ExecutableHttpRequest sending = counted(real.prepareRequest(request));
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.when().test(request.httpRequest()) && rule.times().getAndDecrement() > 0) {
        return new ExecutableHttpRequest() {
          @Override
          public HttpExecuteResponse call() throws IOException {
            return rule.fault().apply(sending);
          }

          @Override
          public void abort() {
            sending.abort();
          }
        };
      }
    }
    return sending;
  }

  private ExecutableHttpRequest counted(ExecutableHttpRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        HttpExecuteResponse answer = request.call();
        return answer
            .responseBody()
            .map(
                body ->
                    HttpExecuteResponse.builder()
                        .response(answer.httpResponse())
                        .responseBody(
                            AbortableInputStream.create(
                                body,
                                () -> {
                                  aborted.incrementAndGet();
                                  body.abort();
                                }))
                        .build())
            .orElse(answer);
      }

      @Override
      public void abort() {
        request.abort();
      }
    };
  }

  @Override
  public void close() {
    real.close();
  }

  private static final class Breaking extends FilterInputStream {
    private int left;

    Breaking(InputStream stream, int bytes) {
      super(stream);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("told to break off");
      }
      int read = in.read(buffer, offset, Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }
  }
}
