package dev.vhs.benchmarks.wire;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A client that sends each request after a delay, as if the service were that far away.
 *
 * @param client sends the requests
 * @param distance how far away the service is
 */
record DelayedHttpClient(SdkHttpClient client, Distance distance) implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Delayed(client.prepareRequest(request), distance);
  }

  private record Delayed(ExecutableHttpRequest request, Distance distance)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      distance.pass();
      return request.call();
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
