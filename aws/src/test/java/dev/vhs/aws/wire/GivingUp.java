package dev.vhs.aws.wire;

import dev.vhs.testkit.emulators.WireRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose patience ends when a test says so, and never by itself: a time-out is the
 * same on a slow machine as on a fast one, and nobody waits for it.
 */
final class GivingUp implements SdkHttpClient {
  /** The header with the number of an attempt; it is not signed. */
  private static final String ATTEMPT = "vhs-attempt";

  private static final AtomicLong numbers = new AtomicLong();
  private static final Map<String, Attempt> underWay = new ConcurrentHashMap<>();

  private final SdkHttpClient real;
  private final @Nullable PatientTimer timer;

  /**
   * Makes a client.
   *
   * @param real sends the requests
   * @param timer keeps the time limits of attempts, of which one runs out; null if it is the
   *     connection that has brought nothing for too long
   */
  GivingUp(SdkHttpClient real, @Nullable PatientTimer timer) {
    this.real = real;
    this.timer = timer;
  }

  /** Lets the patience of a request's sender end. Its answer finds nobody. */
  static void now(WireRequest request) {
    String number = request.headers().get(ATTEMPT);
    Objects.requireNonNull(
            underWay.get(Objects.requireNonNull(number, "its sender waits for good")))
        .giveUp();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String number = Long.toString(numbers.incrementAndGet());
    HttpExecuteRequest.Builder numbered =
        HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().putHeader(ATTEMPT, number).build())
            .contentStreamProvider(request.contentStreamProvider().orElse(null));
    request.metricCollector().ifPresent(numbered::metricCollector);
    return new Attempt(number, real.prepareRequest(numbered.build()));
  }

  @Override
  public void close() {
    real.close();
  }

  /** One attempt of a request. */
  private final class Attempt implements ExecutableHttpRequest {
    private final String number;
    private final ExecutableHttpRequest sending;
    private volatile @Nullable Thread sender;
    private volatile boolean silent;

    Attempt(String number, ExecutableHttpRequest sending) {
      this.number = number;
      this.sending = sending;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      sender = Thread.currentThread();
      underWay.put(number, this);
      try {
        return sending.call();
      } catch (IOException e) {
        if (silent) {
          throw (IOException) new SocketTimeoutException("Read timed out").initCause(e);
        }
        throw e;
      } finally {
        underWay.remove(number);
      }
    }

    void giveUp() {
      if (timer == null) {
        silent = true;
        sending.abort();
      } else {
        timer.expire(Objects.requireNonNull(sender));
      }
    }

    @Override
    public void abort() {
      sending.abort();
    }
  }
}
