package dev.vhs.aws;

import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Creates one object that must be absent at a time. Of several at once the emulator lets more than
 * one succeed, which S3 doesn't, and gives a reader the length of one and the bytes of another.
 */
final class LockedCreations extends ForwardingObjectStore {
  private static final Lock CREATION = new ReentrantLock();

  LockedCreations(ObjectStore delegate) {
    super(delegate);
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    if (!upload.ifAbsent()) {
      return super.put(upload, context);
    }
    CREATION.lock();
    try {
      return super.put(upload, context);
    } finally {
      CREATION.unlock();
    }
  }
}
