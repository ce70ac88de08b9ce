package dev.vhs.aws.s3;

import dev.vhs.StoreUnavailable;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.sdk.Requests;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 client that is made when it is first needed, and the settings of its requests. Safe for use
 * by many threads.
 */
public final class S3Connection implements AutoCloseable {
  private final Supplier<S3Client> maker;
  private final boolean isOurs;
  private final ServiceClock clock;
  private final Repetitions repetitions;
  private volatile @Nullable Made made;
  private volatile boolean closed;

  private record Made(S3Client client, Requests requests) {}

  /**
   * Prepares a connection; it makes no client yet.
   *
   * @param maker makes the client, or returns an existing one
   * @param isOurs whether the client is closed with the connection
   */
  public S3Connection(Supplier<S3Client> maker, boolean isOurs, ServiceClock clock) {
    this(maker, isOurs, clock, new Repetitions());
  }

  /**
   * Prepares a connection; it makes no client yet.
   *
   * @param maker makes the client, or returns an existing one
   * @param isOurs whether the client is closed with the connection
   * @param repetitions the client's budget for repeating uploads
   */
  public S3Connection(
      Supplier<S3Client> maker, boolean isOurs, ServiceClock clock, Repetitions repetitions) {
    this.maker = maker;
    this.isOurs = isOurs;
    this.clock = clock;
    this.repetitions = repetitions;
  }

  private Made made() {
    if (closed) {
      throw new IllegalStateException("The store is closed");
    }
    Made there = made;
    return there == null ? make() : there;
  }

  private synchronized Made make() {
    Made there = made;
    if (there == null) {
      S3Client client = maker.get();
      there =
          new Made(client, new Requests(clock, repetitions, client.serviceClientConfiguration()));
      made = there;
    }
    return there;
  }

  /** Returns the service's clock. */
  ServiceClock clock() {
    return clock;
  }

  /** Returns the client. */
  S3Client client() {
    return made().client();
  }

  /** Returns the client's budget for repeating uploads. */
  Repetitions repetitions() {
    return repetitions;
  }

  /** Returns the first request of an upload. */
  TrackedRequest tracked(RequestContext context, Upload upload) {
    return made().requests().tracked(context, upload, null);
  }

  /** Returns a request of a call. */
  TrackedRequest tracked(RequestContext context) {
    return made().requests().tracked(context);
  }

  /**
   * Returns the settings of a request whose answer begins at once. If no answer begins soon, it is
   * sent again; it ends when the call does. Once the answer has begun, its stream has no time
   * limit.
   */
  AwsRequestOverrideConfiguration settings(TrackedRequest tracked, RequestContext context) {
    return settings(tracked, context, S3ClientSettings.ANSWER_TIMEOUT);
  }

  /**
   * Returns the settings of a request with a time limit for each attempt.
   *
   * @throws StoreUnavailable if the call has no time left: a request that nobody waits for may
   *     still take effect, and leave an object that nobody removes
   */
  AwsRequestOverrideConfiguration settings(
      TrackedRequest tracked, RequestContext context, Duration attempt) {
    if (context.remaining().isZero()) {
      throw new StoreUnavailable(
          "The call had no time left for a request to S3; it was not sent. Try again, or raise"
              + " callTimeout",
          null);
    }
    return made().requests().of(tracked, context.remaining()).toBuilder()
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
