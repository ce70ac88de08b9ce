package dev.vhs.aws;

import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An object store that creates one object at a time under the condition that it is absent. Unlike
 * S3, the emulator lets several simultaneous creations succeed, and gives a reader the length of
 * one and the bytes of another.
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
