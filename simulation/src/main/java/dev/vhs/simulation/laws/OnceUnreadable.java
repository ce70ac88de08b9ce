package dev.vhs.simulation.laws;

import dev.vhs.Location;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An object store of which the first object that is opened can't be read to its end. */
final class OnceUnreadable extends ForwardingObjectStore {
  private final AtomicBoolean broken = new AtomicBoolean();

  OnceUnreadable(ObjectStore delegate) {
    super(delegate);
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    ObjectStream object = super.open(location, range, context);
    return object == null || !broken.compareAndSet(false, true)
        ? object
        : new ObjectStream(
            object.info(),
            new FilterInputStream(object.stream()) {
              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("it breaks off");
              }
            });
  }
}
