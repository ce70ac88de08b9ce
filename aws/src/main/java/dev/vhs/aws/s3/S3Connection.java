package dev.vhs.aws.s3;

import dev.vhs.StoreUnavailable;
import dev.vhs.aws.sdk.Requests;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of S3, which is not made before it is needed, and what each of its requests takes. Safe
 * for use by many threads.
 */
public final class S3Connection implements AutoCloseable {
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
  public S3Connection(Supplier<S3Client> maker, boolean isOurs, ServiceClock clock) {
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
  TrackedRequest exchange(RequestContext context) {
    return made().requests().exchange(context);
  }

  /**
   * What a request takes whose answer begins at once: another is sent where none comes soon, and it
   * ends when the call does. What a stream brings after that has no limit.
   */
  AwsRequestOverrideConfiguration settings(TrackedRequest exchange, RequestContext context) {
    return settings(exchange, context, S3ClientSettings.ANSWER_TIMEOUT);
  }

  /**
   * What a request takes of which one attempt may take so long.
   *
   * @throws StoreUnavailable if the call has no time left: a request that nobody waits for may
   *     still take effect, and leave what nobody removes
   */
  AwsRequestOverrideConfiguration settings(
      TrackedRequest exchange, RequestContext context, Duration attempt) {
    if (context.remaining().isZero()) {
      throw new StoreUnavailable(
          "The call had no time left for a request to S3; it was not sent. Try again, or raise callTimeout",
          null);
    }
    return made().requests().of(exchange, context.remaining()).toBuilder()
        .apiCallAttemptTimeout(attempt)
        .build();
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
