package dev.vhs.aws;

import dev.vhs.spi.Call;
import dev.vhs.spi.ObjectStore;
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
  public boolean put(Upload upload, Call call) throws IOException {
    if (!upload.ifAbsent()) {
      return super.put(upload, call);
    }
    CREATION.lock();
    try {
      return super.put(upload, call);
    } finally {
      CREATION.unlock();
    }
  }
}
