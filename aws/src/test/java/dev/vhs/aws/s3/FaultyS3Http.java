package dev.vhs.aws.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** An HTTP client that records requests and applies a test's faults. */
final class FaultyS3Http implements SdkHttpClient {
  private final SdkHttpClient real = Apache5HttpClient.builder().maxConnections(20).build();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<SdkHttpRequest> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger aborted = new AtomicInteger();

  /** A fault, which replaces the sending of a request. */
  interface Fault {
    HttpExecuteResponse apply(ExecutableHttpRequest request) throws IOException;
  }

  private record Rule(Predicate<SdkHttpRequest> when, Fault fault, AtomicInteger times) {}

  /** Applies a fault to the next requests of a kind, a number of times. */
  void next(int times, Predicate<SdkHttpRequest> when, Fault fault) {
    rules.add(new Rule(when, fault, new AtomicInteger(times)));
  }

  /** Applies a fault to all requests. */
  void always(Fault fault) {
    next(Integer.MAX_VALUE, request -> true, fault);
  }

  /** Returns all requests, such as {@code PUT key?query}, without the bucket. */
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

  /** Returns the number of answers that were aborted before their end. */
  int aborted() {
    return aborted.get();
  }

  static Predicate<SdkHttpRequest> method(String name) {
    return request -> request.method().name().equals(name);
  }

  static Predicate<SdkHttpRequest> has(String parameter) {
    return request -> request.rawQueryParameters().containsKey(parameter);
  }

  /** Returns a fault that answers with an error of S3. */
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

  /** Returns a fault that answers with a page of somebody else, which is XML too. */
  static Fault page(int status, Map<String, String> headers) {
    return text(status, headers, "<html><body>Log in first</body></html>");
  }

  /** Returns a fault that answers with a text. */
  static Fault text(int status, Map<String, String> headers, String text) {
    return request -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
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

  /** Returns a fault that changes the headers of successful answers. */
  static Fault changed(Consumer<Map<String, String>> change) {
    return request -> {
      HttpExecuteResponse answer = request.call();
      if (!answer.httpResponse().isSuccessful()) {
        return answer;
      }
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      answer.httpResponse().headers().forEach((name, values) -> headers.put(name, values.get(0)));
      change.accept(headers);
      SdkHttpFullResponse.Builder changed =
          SdkHttpFullResponse.builder().statusCode(answer.httpResponse().statusCode());
      headers.forEach(changed::putHeader);
      return HttpExecuteResponse.builder()
          .response(changed.build())
          .responseBody(answer.responseBody().orElse(null))
          .build();
    };
  }

  /** Returns a fault that sends the request and loses the answer. */
  static Fault lostAnswer() {
    return request -> {
      request.call().responseBody().ifPresent(AbortableInputStream::abort);
      throw new IOException("told to lose the answer");
    };
  }

  /** Returns a fault that sends the request and brings its answer a byte at a time. */
  static Fault dripping(Duration time) {
    return request -> {
      HttpExecuteResponse answer = request.call();
      AbortableInputStream body = answer.responseBody().orElseThrow();
      return HttpExecuteResponse.builder()
          .response(answer.httpResponse())
          .responseBody(AbortableInputStream.create(new Dripping(body, time), body))
          .build();
    };
  }

  /** Returns a fault that sends the request and breaks off its answer after a number of bytes. */
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

  private static final class Dripping extends FilterInputStream {
    private final Duration time;

    Dripping(InputStream stream, Duration time) {
      super(stream);
      this.time = time;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      return in.read(buffer, offset, Math.min(1, length));
    }

    @Override
    public int available() {
      return 0;
    }
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
