package dev.vhs.aws;

import dev.vhs.spi.Call;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of S3, which is not made before it is needed, and what each of its requests takes. Safe
 * for use by many threads.
 */
final class S3Connection implements AutoCloseable {
  private final Supplier<S3Client> maker;
  private final boolean isOurs;
  private final ServiceClock clock;
  private volatile @Nullable Made made;
  private volatile boolean closed;

  private record Made(S3Client client, Requests requests) {}

  /**
   * A connection.
   *
   * @param maker makes the client, or gives the one that is there
   * @param isOurs whether the client is closed with the connection
   */
  S3Connection(Supplier<S3Client> maker, boolean isOurs, ServiceClock clock) {
    this.maker = maker;
    this.isOurs = isOurs;
    this.clock = clock;
  }

  private Made made() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    Made there = made;
    return there == null ? make() : there;
  }

  private synchronized Made make() {
    Made there = made;
    if (there == null) {
      S3Client client = maker.get();
      there = new Made(client, new Requests(clock, client.serviceClientConfiguration()));
      made = there;
    }
    return there;
  }

  /** The service's time. */
  ServiceClock clock() {
    return clock;
  }

  S3Client client() {
    return made().client();
  }

  /** A request of a call. */
  Exchange exchange(Call call) {
    return made().requests().exchange(call);
  }

  /** What a request takes that is answered at once: it ends when the call does. */
  AwsRequestOverrideConfiguration settings(Exchange exchange, Call call) {
    return made().requests().of(exchange, call.remaining());
  }

  /** What a request takes that sends so many bytes of a value. */
  AwsRequestOverrideConfiguration settings(Exchange exchange, Call call, long bytes) {
    Duration attempt = TransferSettings.attemptTimeout(bytes);
    return settings(exchange, call).toBuilder().apiCallAttemptTimeout(attempt).build();
  }

  @Override
  public synchronized void close() {
    closed = true;
    Made there = made;
    if (there != null && isOurs) {
      there.client().close();
    }
  }
}
