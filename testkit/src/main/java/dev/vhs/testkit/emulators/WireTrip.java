package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** One request at a {@link FaultyEndpoint}, and the way its answer takes. Used by one thread. */
final class WireTrip {
  private final FaultyEndpoint endpoint;
  private final ClassicHttpRequest request;
  private final ResponseTrigger client;
  private final WireRequest description;
  private final long arrivedNanos = System.nanoTime();

  WireTrip(FaultyEndpoint endpoint, ClassicHttpRequest request, ResponseTrigger client)
      throws IOException {
    this.endpoint = endpoint;
    this.request = request;
    this.client = client;
    this.description = describe();
  }

  private WireRequest describe() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : request.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    String content = "";
    if (AwsOperations.isDynamoDb(headers)) {
      content = new String(buffer(), StandardCharsets.UTF_8);
    }
    String method = request.getMethod();
    String target = request.getRequestUri();
    return new WireRequest(
        AwsOperations.of(method, target, headers), method, target, headers, content);
  }

  WireRequest description() {
    return description;
  }

  /** Reads the whole body, so that the request can be sent more than once. */
  byte[] buffer() throws IOException {
    HttpEntity body = request.getEntity();
    if (body == null) {
      return new byte[0];
    }
    byte[] bytes = EntityUtils.toByteArray(body);
    request.setEntity(new ByteArrayEntity(bytes, null));
    return bytes;
  }

  /** Lets the service have the request, and gives the answer, which must be closed. */
  ClassicHttpResponse apply() throws IOException, HttpException {
    return endpoint.apply(description, request);
  }

  /** Lets the service have the request, and waits for an answer that nobody sees. */
  void applyUnheard() throws IOException, HttpException {
    try (ClassicHttpResponse answer = apply()) {
      EntityUtils.consume(answer.getEntity());
    }
  }

  /** Lets the service have the request when the test says so. */
  void keepForLater() throws IOException {
    buffer();
    endpoint.keepForLater(this);
  }

  void await(Duration time) throws IOException {
    endpoint.await(time);
  }

  /** Closes the connection. */
  void drop() throws IOException {
    log(0);
    throw new Dropped();
  }

  /** Sends an answer of the service on. */
  void answer(ClassicHttpResponse answer) throws IOException, HttpException {
    endpoint.clock().shift(answer);
    log(answer.getCode());
    client.submitResponse(answer);
  }

  /** Sends an answer of the service on, and closes the connection after some bytes of its body. */
  void answerInPart(ClassicHttpResponse answer, long bytes) throws IOException, HttpException {
    answer.setEntity(new Cut(answer.getEntity(), bytes));
    answer(answer);
  }

  /** Sends an answer that is made up. */
  void answer(WireAnswer answer) throws IOException, HttpException {
    EntityUtils.consume(request.getEntity());
    ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
    StringEntity body = new StringEntity(answer.body(), StandardCharsets.UTF_8);
    response.setHeader("Content-Type", answer.contentType());
    response.setHeader("Content-Length", body.getContentLength());
    response.setEntity(body);
    endpoint.clock().stamp(response);
    log(answer.status());
    client.submitResponse(response);
  }

  /**
   * Writes the request into the log before the sender can see the answer, so that its next request
   * is later.
   */
  private void log(int status) {
    endpoint.log().add(new WireLog.Entry(description, status, arrivedNanos, System.nanoTime()));
  }

  /** The exception that makes the server close the connection. */
  static final class Dropped extends IOException {
    private static final long serialVersionUID = 1;

    Dropped() {
      super("dropped on purpose");
    }
  }

  /** A body that breaks off. */
  private static final class Cut extends HttpEntityWrapper {
    private final long bytes;

    Cut(HttpEntity body, long bytes) {
      super(body);
      this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (InputStream in = getContent()) {
        long left = bytes;
        byte[] buffer = new byte[8192];
        while (left > 0) {
          int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
          if (read < 0) {
            break;
          }
          out.write(buffer, 0, read);
          left -= read;
        }
        out.flush();
      }
      throw new Dropped();
    }
  }
}
