package dev.vhs.aws.sdk;

import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ApiName;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Ties requests to an {@link TrackedRequest}: the settings that every request to one service takes.
 *
 * <p>{@link TrackingInterceptor} and {@link WatchedRetries} are parts of a client that we made. A
 * client that was given to us can't be changed, so there they come with each request, which costs
 * some 35 µs of processor time; the retries, which only writes need, come with those.
 */
public final class Requests {
  private static final ApiName API_NAME = ApiName.builder().name("vhs").version(version()).build();

  /** The least time-out that the SDK takes. */
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

  private final ServiceClock clock;
  private final boolean intercepted;
  private final boolean watched;

  /**
   * Requests of one client.
   *
   * @param configuration the client's, which says whether it has our parts
   */
  public Requests(ServiceClock clock, SdkServiceClientConfiguration configuration) {
    this.clock = clock;
    ClientOverrideConfiguration client = configuration.overrideConfiguration();
    List<ExecutionInterceptor> interceptors = client.executionInterceptors();
    this.intercepted = interceptors.stream().anyMatch(TrackingInterceptor.class::isInstance);
    this.watched = client.retryStrategy().filter(WatchedRetries.class::isInstance).isPresent();
  }

  public ServiceClock clock() {
    return clock;
  }

  /** A request of a call that has no effect, or the same one however often it is sent. */
  public TrackedRequest exchange(RequestContext context) {
    return new TrackedRequest(context, clock, null, false);
  }

  /**
   * A write of a call, of which it matters whether it may have been applied.
   *
   * @param notAfter the latest date of its signature; null where any will do
   */
  public TrackedRequest exchange(RequestContext context, @Nullable Instant notAfter) {
    return new TrackedRequest(context, clock, notAfter, true);
  }

  /** What the request of an exchange takes as its override configuration. */
  public AwsRequestOverrideConfiguration of(TrackedRequest exchange, Duration timeout) {
    AwsRequestOverrideConfiguration.Builder builder =
        AwsRequestOverrideConfiguration.builder()
            .addApiName(API_NAME)
            .apiCallTimeout(timeout.compareTo(MIN_TIMEOUT) < 0 ? MIN_TIMEOUT : timeout)
            .putExecutionAttribute(TrackedRequest.ATTRIBUTE, exchange);
    boolean watches = exchange.isWrite() && !watched;
    if (!intercepted || watches) {
      builder.addPlugin(parts(watches));
    }
    return builder.build();
  }

  /** Gives a client that was given to us, for one request, what it has not. */
  private SdkPlugin parts(boolean watches) {
    return config -> {
      ClientOverrideConfiguration client = config.overrideConfiguration();
      ClientOverrideConfiguration.Builder builder = client.toBuilder();
      if (!intercepted) {
        builder.addExecutionInterceptor(new TrackingInterceptor());
      }
      if (watches) {
        client
            .retryStrategy()
            .ifPresent(retries -> builder.retryStrategy(new WatchedRetries(retries)));
      }
      config.overrideConfiguration(builder.build());
    };
  }

  private static String version() {
    String version = Requests.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
