package dev.vhs.local.files;

import dev.vhs.StoreUnavailable;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.local.shared.Rights;
import dev.vhs.spi.RequestContext;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock by which writers take turns where a step is several steps of the file system. It is on a
 * file in the folder of uploads, and the system drops it when a process dies.
 */
final class WriterLock {
  private static final String NAME = "lock";

  /** The pause between two looks at a lock that another process has. */
  private static final long PAUSE_NANOS = 500_000;

  /** The lock among the threads of this process, since locks on files are held by a process. */
  private static final ReentrantLock MUTEX = new ReentrantLock();

  private final Rights rights;

  WriterLock(Rights rights) {
    this.rights = rights;
  }

  /** Steps that are taken while nobody else takes such. */
  interface Steps {
    /** Takes them, and returns whether they did what they were to do. */
    boolean take() throws IOException;
  }

  /**
   * Takes steps as soon as nobody else has the lock.
   *
   * @param folder the folder of uploads
   * @throws StoreUnavailable if the time of the call is up before
   */
  boolean hold(OpenedFolder folder, RequestContext context, Steps steps) throws IOException {
    long end = System.nanoTime() + context.remaining().toNanos();
    Path name = folder.path().getFileSystem().getPath(NAME);
    lockMutex(end);
    try {
      makeIfAbsent(folder, name);
      try (FileChannel channel = folder.openFile(name, StandardOpenOption.WRITE);
          FileLock lock = lock(channel, end)) {
        if (!lock.isValid()) {
          throw new IOException("The store's lock was lost");
        }
        return steps.take();
      }
    } finally {
      MUTEX.unlock();
    }
  }

  private static void lockMutex(long end) throws IOException {
    boolean locked;
    try {
      locked = MUTEX.tryLock(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ClosedByInterruptException interrupted = new ClosedByInterruptException();
      interrupted.initCause(e);
      throw interrupted;
    }
    if (!locked) {
      throw busy();
    }
  }

  private void makeIfAbsent(OpenedFolder folder, Path name) throws IOException {
    if (folder.attributes(name) == null) {
      try {
        folder.createFile(name, rights).close();
      } catch (FileAlreadyExistsException e) {
        // Another process was quicker.
      }
    }
  }

  /** Waits for the lock, which another process holds for the time of a few renames. */
  private static FileLock lock(FileChannel channel, long end) throws IOException {
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (end - System.nanoTime() <= 0) {
        throw busy();
      }
      LockSupport.parkNanos(channel, PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
    }
  }

  private static StoreUnavailable busy() {
    return new StoreUnavailable("Other writers had the store's lock for too long; try again", null);
  }
}
