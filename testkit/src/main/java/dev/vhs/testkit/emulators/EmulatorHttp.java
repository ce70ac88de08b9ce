package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The requests to an emulator that must succeed. */
final class EmulatorHttp {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SUCCESS = 200;
  private static final int REDIRECTION = 300;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EmulatorHttp() {}

  static HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(LIMIT);
  }

  /** Sends a request, and gives the body of the answer. */
  static String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      if (answer.statusCode() < SUCCESS || answer.statusCode() >= REDIRECTION) {
        throw new IllegalStateException(
            "the emulator answered %s with %d: %s"
                .formatted(request, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the emulator answered " + request, e);
    }
  }
}
