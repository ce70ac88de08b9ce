package dev.vhs.testkit.faults;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.SupportsObjectVersions;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object store that hands everything on to another, for decorators that change some of it. What
 * the other supports, it supports too.
 */
public abstract class ForwardingObjectStore implements ObjectStore, SupportsObjectVersions {
  private final ObjectStore delegate;

  /** Wraps a store. */
  protected ForwardingObjectStore(ObjectStore delegate) {
    this.delegate = delegate;
  }

  /** Returns the store behind. */
  protected final ObjectStore delegate() {
    return delegate;
  }

  @Override
  public ObjectTraits traits() {
    return delegate.traits();
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    return delegate.put(upload, context);
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    return delegate.open(location, range, context);
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    return delegate.stat(location, context);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    return delegate.list(prefix, after, limit, context);
  }

  @Override
  public void delete(Location location, RequestContext context) {
    delegate.delete(location, context);
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    return delegate.abortUploads(prefix, startedBefore, context);
  }

  @Override
  public long eraseDeleted(String prefix, RequestContext context) {
    return delegate instanceof SupportsObjectVersions versions
        ? versions.eraseDeleted(prefix, context)
        : 0;
  }

  @Override
  public void close() {
    delegate.close();
  }
}
