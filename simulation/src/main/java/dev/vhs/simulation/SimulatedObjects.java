package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The shared object store, as one client reaches it over the network. */
final class SimulatedObjects implements ObjectStore {
  /** A call that may take longer than this has no deadline: it carries a stream. */
  private static final Duration NO_DEADLINE = Duration.ofDays(1);

  private final Client client;
  private final Scheduler scheduler;
  private final Services services;
  private final Network network;

  SimulatedObjects(Client client, Scheduler scheduler, Services services, Network network) {
    this.client = client;
    this.scheduler = scheduler;
    this.services = services;
    this.network = network;
  }

  /** Returns the client whose it is. */
  Client client() {
    return client;
  }

  @Override
  public ObjectTraits traits() {
    ObjectTraits traits = services.bucket().objects().traits();
    return traits.toBuilder().clock(client.objectClock()).build();
  }

  @Override
  public boolean put(Upload upload, RequestContext call) throws IOException {
    Upload sent;
    try (InputStream in = upload.body().open()) {
      sent = upload.toBuilder().body(Body.of(Bytes.wrap(in.readAllBytes()))).build();
    }
    int operation = operation();
    Instant began = Client.instant(scheduler.now());
    boolean slow = call.remaining().compareTo(NO_DEADLINE) > 0 && network.isSlow();
    return send(
        call,
        new SimulatedRequest<Boolean>(() -> "upload of " + Describe.key(sent.key())) {
          @Override
          Boolean apply() {
            return services.bucket().store(operation, sent, began);
          }

          @Override
          long maxLatency() {
            return slow ? network.longest() : super.maxLatency();
          }

          @Override
          long limit() {
            return slow ? network.longest() : super.limit();
          }
        });
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext call) {
    return send(
        call,
        SimulatedRequest.<@Nullable ObjectStream>reading(
            () -> "object " + Describe.key(location.key()),
            () -> services.bucket().objects().open(location, range, RequestContext.unlimited())));
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext call) {
    return send(
        call,
        SimulatedRequest.<@Nullable ObjectInfo>reading(
            () -> "facts of " + Describe.key(location.key()),
            () -> services.bucket().objects().stat(location, RequestContext.unlimited())));
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext call) {
    return send(
        call,
        SimulatedRequest.reading(
            () -> "list after " + after, () -> services.list(prefix, after, limit)));
  }

  @Override
  public void delete(Location location, RequestContext call) {
    int operation = operation();
    send(
        call,
        new SimulatedRequest<Boolean>(() -> "deletion of " + Describe.key(location.key())) {
          @Override
          Boolean apply() {
            return services.bucket().remove(operation, location);
          }
        });
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext call) {
    return send(call, SimulatedRequest.reading(() -> "abort uploads", () -> 0));
  }

  @Override
  public void close() {}

  /** Returns the number of the operation that the running thread works for. */
  int operation() {
    return scheduler.current().operation;
  }

  private <R extends @Nullable Object> R send(RequestContext call, SimulatedRequest<R> exchange) {
    return network.send(client, call, exchange);
  }
}
