package dev.vhs.testkit.faults;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An object store behind a network that fails as a plan says. It keeps the laws of {@link
 * ObjectStore}. An upload that is delayed or repeated is held in memory.
 */
public final class FaultyObjectStore extends ForwardingObjectStore {
  private final FaultPlan plan;
  private final LateRequests late = new LateRequests();

  /** Wraps a store, with the faults of a plan. */
  public FaultyObjectStore(ObjectStore delegate, FaultPlan plan) {
    super(delegate);
    this.plan = plan;
  }

  /** Lets all delayed requests arrive, and returns how many they were. */
  public int letArrive() {
    return late.arrive();
  }

  private static StoreUnavailable unavailable(Request request, Fault fault) {
    return new StoreUnavailable(request + " met " + fault, null);
  }

  /** Throws where a read is not answered; asked twice it answers the same. */
  private void reading(String method, String key) {
    Request request = new Request(method, key);
    Fault fault = plan.next(request);
    if (fault != Fault.NONE && fault != Fault.REPEAT) {
      throw unavailable(request, fault);
    }
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    Request request = new Request("put", upload.key());
    Fault fault = plan.next(request);
    switch (fault) {
      case NONE -> {
        return super.put(upload, context);
      }
      case FAIL -> throw unavailable(request, fault);
      case LOSE_ANSWER -> {
        super.put(upload, context);
        throw unavailable(request, fault);
      }
      case DELAY -> {
        Upload held = held(upload);
        late.add(() -> putLate(held));
        throw unavailable(request, fault);
      }
      case REPEAT -> {
        Upload held = held(upload);
        super.put(held, context);
        return super.put(held, context);
      }
    }
    throw new IllegalStateException("no such fault: " + fault);
  }

  private static Upload held(Upload upload) throws IOException {
    try (InputStream stream = upload.body().open()) {
      return upload.toBuilder().body(Body.of(Bytes.wrap(stream.readAllBytes()))).build();
    }
  }

  private void putLate(Upload held) {
    try {
      super.put(held, RequestContext.unlimited());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    reading("open", location.key());
    return super.open(location, range, context);
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    reading("stat", location.key());
    return super.stat(location, context);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    reading("list", prefix);
    return super.list(prefix, after, limit, context);
  }

  @Override
  public void delete(Location location, RequestContext context) {
    Request request = new Request("delete", location.key());
    Fault fault = plan.next(request);
    switch (fault) {
      case NONE -> super.delete(location, context);
      case FAIL -> throw unavailable(request, fault);
      case LOSE_ANSWER -> {
        super.delete(location, context);
        throw unavailable(request, fault);
      }
      case DELAY -> {
        late.add(() -> super.delete(location, RequestContext.unlimited()));
        throw unavailable(request, fault);
      }
      case REPEAT -> {
        super.delete(location, context);
        super.delete(location, context);
      }
    }
  }
}
