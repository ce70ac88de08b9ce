package dev.vhs.aws.sdk;

import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ApiName;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The settings of every request of one client, which tie it to a {@link TrackedRequest}.
 *
 * <p>{@link TrackingInterceptor} and {@link WatchedRetries} are parts of each client that we made.
 * A client that was given to us can't be changed, so they come with each request, which costs about
 * 35 µs of processor time.
 */
public final class Requests {
  private static final ApiName API_NAME = ApiName.builder().name("vhs").version(version()).build();

  /** The shortest time-out that the SDK accepts. */
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

  private final ServiceClock clock;
  private final Repetitions repetitions;
  private final boolean intercepted;
  private final boolean watched;

  /**
   * Makes the settings for one client.
   *
   * @param clock the service's clock
   * @param repetitions the budget for repeating writes
   * @param configuration the client's configuration, which shows whether it has our parts
   */
  public Requests(
      ServiceClock clock, Repetitions repetitions, SdkServiceClientConfiguration configuration) {
    this.clock = clock;
    this.repetitions = repetitions;
    ClientOverrideConfiguration client = configuration.overrideConfiguration();
    List<ExecutionInterceptor> interceptors = client.executionInterceptors();
    this.intercepted = interceptors.stream().anyMatch(TrackingInterceptor.class::isInstance);
    this.watched = client.retryStrategy().filter(WatchedRetries.class::isInstance).isPresent();
  }

  /** Returns the service's clock. */
  public ServiceClock clock() {
    return clock;
  }

  /** Returns the budget for repeating writes. */
  public Repetitions repetitions() {
    return repetitions;
  }

  /** Returns a request that has no effect, or the same effect however often it is sent. */
  public TrackedRequest tracked(RequestContext context) {
    return new TrackedRequest(context, clock, null, false);
  }

  /**
   * Returns a request of a write that the engine may repeat.
   *
   * @param write the write, by which a repetition is known
   * @param notAfter the latest date that its signature may have; null for no limit
   */
  public TrackedRequest tracked(RequestContext context, Object write, @Nullable Instant notAfter) {
    return new TrackedRequest(context, clock, notAfter, repetitions.isRepetition(write));
  }

  /**
   * Returns the override configuration of a request.
   *
   * @param timeout the time limit of all its attempts together
   */
  public AwsRequestOverrideConfiguration of(TrackedRequest tracked, Duration timeout) {
    AwsRequestOverrideConfiguration.Builder builder =
        AwsRequestOverrideConfiguration.builder()
            .addApiName(API_NAME)
            .apiCallTimeout(timeout.compareTo(MIN_TIMEOUT) < 0 ? MIN_TIMEOUT : timeout)
            .putExecutionAttribute(TrackedRequest.ATTRIBUTE, tracked);
    if (!intercepted || !watched) {
      builder.addPlugin(this::addParts);
    }
    return builder.build();
  }

  /** Adds our parts that a client which was given to us lacks, for one request. */
  private void addParts(SdkServiceClientConfiguration.Builder config) {
    ClientOverrideConfiguration client = config.overrideConfiguration();
    ClientOverrideConfiguration.Builder builder = client.toBuilder();
    if (!intercepted) {
      builder.addExecutionInterceptor(new TrackingInterceptor());
    }
    if (!watched) {
      client
          .retryStrategy()
          .ifPresent(retries -> builder.retryStrategy(new WatchedRetries(retries)));
    }
    config.overrideConfiguration(builder.build());
  }

  private static String version() {
    String version = Requests.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
