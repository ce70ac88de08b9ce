package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.StandardFilter;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a client and a service that does to HTTP requests what networks and services do,
 * as a {@link WirePlan} says.
 *
 * <p>It is a proxy on a port of its own: requests and answers pass unchanged and are streamed, but
 * for {@code Expect: 100-continue}, which it answers itself. It has what emulators lack: a latency,
 * a clock that differs, and a refusal of signatures that are 15 minutes off that clock. It knows
 * the operations of DynamoDB, and of S3 with buckets in the path. Safe for use by many threads.
 */
public final class FaultyEndpoint implements AutoCloseable {
  private final WirePlan plan;
  private final WireLog log;
  private final Upstream upstream;
  private final HttpServer server;
  private final SkewedClock clock = new SkewedClock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<WireTrip> underWay = new ArrayList<>();
  private volatile Duration latency = Duration.ZERO;
  private volatile @Nullable WireWitness witness;
  private volatile @Nullable Throwable failure;

  private FaultyEndpoint(URI target, WirePlan plan, WireLog log) {
    this.plan = plan;
    this.log = log;
    this.upstream = new Upstream(target);
    this.server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(InetAddress.getLoopbackAddress())
            .setCanonicalHostName("localhost")
            // Whatever is added to answers by default would change them.
            .setHttpProcessor(new DefaultHttpProcessor(new HttpResponseInterceptor[0]))
            // Wanted, but never asked: the filter answers everything.
            .setRequestRouter((request, context) -> null)
            .addFilterAfter(
                StandardFilter.EXPECT_CONTINUE.name(),
                "faults",
                (request, client, context, chain) -> pass(request, client))
            .create();
  }

  /** Opens one before a service, with a log of its own. */
  public static FaultyEndpoint before(URI service, WirePlan plan) {
    return before(service, plan, new WireLog());
  }

  /** Opens one before a service, with a log that several may share. */
  public static FaultyEndpoint before(URI service, WirePlan plan, WireLog log) {
    FaultyEndpoint endpoint = new FaultyEndpoint(service, plan, log);
    try {
      endpoint.server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return endpoint;
  }

  /** Returns the address where it listens, in place of the service. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns the log of what came by. */
  public WireLog log() {
    return log;
  }

  /** Lets every request take that much longer from now on, before it is applied. */
  public FaultyEndpoint latency(Duration time) {
    latency = time;
    return this;
  }

  /**
   * Lets the service's clock differ from the local one from now on, as far as it shows in the
   * {@code Date} of answers and in the signatures that are taken.
   *
   * @param difference negative where the service's clock lags
   */
  public FaultyEndpoint clockDiffersBy(Duration difference) {
    clock.differBy(difference);
    return this;
  }

  /** Lets somebody be there from now on whenever the service has a request. */
  public FaultyEndpoint witnessedBy(WireWitness who) {
    witness = who;
    return this;
  }

  /** Lets all requests arrive that are late, in the order in which they were sent; how many. */
  public int arrive() {
    List<WireTrip> arriving;
    synchronized (underWay) {
      arriving = List.copyOf(underWay);
      underWay.clear();
    }
    try {
      for (WireTrip trip : arriving) {
        trip.applyUnheard();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (HttpException e) {
      throw new IllegalStateException(e);
    }
    return arriving.size();
  }

  private void pass(ClassicHttpRequest request, ResponseTrigger client)
      throws IOException, HttpException {
    WireTrip trip = new WireTrip(this, request, client);
    await(latency);
    try {
      fault(trip.description()).befall(trip);
    } catch (RuntimeException | AssertionError e) {
      // The client only sees that there is no answer; the test must see more.
      failure = e;
      trip.drop();
    }
  }

  private WireFault fault(WireRequest request) {
    return clock.refusal(request).map(WireFault::refuse).orElseGet(() -> plan.next(request));
  }

  /** Lets the service have a request, and gives the answer, which must be closed. */
  ClassicHttpResponse apply(WireRequest description, ClassicHttpRequest request)
      throws IOException, HttpException {
    WireWitness present = witness;
    if (present == null) {
      return upstream.send(request);
    }
    present.before(description);
    try {
      return upstream.send(request);
    } finally {
      present.after(description);
    }
  }

  SkewedClock clock() {
    return clock;
  }

  void keepForLater(WireTrip trip) {
    synchronized (underWay) {
      underWay.add(trip);
    }
  }

  /** Waits, unless this is closed. */
  void await(Duration time) throws IOException {
    try {
      if (!time.isZero() && closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new WireTrip.Dropped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /**
   * Closes all connections; requests that are late never arrive.
   *
   * @throws IllegalStateException if the plan, or what it let happen, has failed
   */
  @Override
  public void close() {
    closed.countDown();
    server.close(CloseMode.IMMEDIATE);
    upstream.close();
    if (failure != null) {
      throw new IllegalStateException("the plan of the faults failed", failure);
    }
  }
}
