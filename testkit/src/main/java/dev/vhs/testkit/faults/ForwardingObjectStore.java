package dev.vhs.testkit.faults;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Call;
import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.SupportsObjectVersions;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object store that hands everything on to another, for decorators that change some of it. What
 * the other is besides, it is too.
 */
public abstract class ForwardingObjectStore implements ObjectStore, SupportsObjectVersions {
  private final ObjectStore delegate;

  /** Over that store. */
  protected ForwardingObjectStore(ObjectStore delegate) {
    this.delegate = delegate;
  }

  /** The store behind. */
  protected final ObjectStore delegate() {
    return delegate;
  }

  @Override
  public ObjectTraits traits() {
    return delegate.traits();
  }

  @Override
  public boolean put(Upload upload, Call call) throws IOException {
    return delegate.put(upload, call);
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, Call call) {
    return delegate.open(location, range, call);
  }

  @Override
  public @Nullable ObjectFacts stat(Location location, Call call) {
    return delegate.stat(location, call);
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, Call call) {
    return delegate.list(prefix, after, limit, call);
  }

  @Override
  public void delete(Location location, Call call) {
    delegate.delete(location, call);
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, Call call) {
    return delegate.abortUploads(prefix, startedBefore, call);
  }

  @Override
  public long eraseDeleted(String prefix, Call call) {
    return delegate instanceof SupportsObjectVersions versions
        ? versions.eraseDeleted(prefix, call)
        : 0;
  }

  @Override
  public void close() {
    delegate.close();
  }
}
