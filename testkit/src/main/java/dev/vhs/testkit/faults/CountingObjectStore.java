package dev.vhs.testkit.faults;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An object store that writes every request into a log. */
public final class CountingObjectStore extends ForwardingObjectStore {
  private final RequestLog log;

  /** Wraps a store, and writes into a log. */
  public CountingObjectStore(ObjectStore delegate, RequestLog log) {
    super(delegate);
    this.log = log;
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    log.sent(new Request("put", upload.key()));
    return super.put(upload, context);
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    log.sent(new Request("open", location.key()));
    return super.open(location, range, context);
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    log.sent(new Request("stat", location.key()));
    return super.stat(location, context);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    log.sent(new Request("list", prefix));
    return super.list(prefix, after, limit, context);
  }

  @Override
  public void delete(Location location, RequestContext context) {
    log.sent(new Request("delete", location.key()));
    super.delete(location, context);
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    log.sent(new Request("abortUploads", prefix));
    return super.abortUploads(prefix, startedBefore, context);
  }
}
