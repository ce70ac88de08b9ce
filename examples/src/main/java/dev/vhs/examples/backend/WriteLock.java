package dev.vhs.examples.backend;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The one writer of an index: one thread of one process at a time. */
final class WriteLock {
  /** Locks of files are locks of a process, so its threads take turns at these first. */
  private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS =
      new ConcurrentHashMap<>();

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final System.Logger LOGGER = System.getLogger(WriteLock.class.getName());

  private WriteLock() {}

  // snippet backend-lock
  /** Runs a step while nobody else writes; waits for others no longer than the call may take. */
  static <T> T holding(Path path, RequestContext context, Failures.Step<T> step)
      throws IOException {
    ReentrantLock threads = IN_THIS_PROCESS.computeIfAbsent(path, any -> new ReentrantLock());
    lock(threads, context);
    try {
      Files.createDirectories(path.getParent());
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock(file, context);
        return step.run();
      } finally {
        unlock(file);
      }
    } finally {
      threads.unlock();
    }
  }

  private static void lock(ReentrantLock threads, RequestContext context) {
    try {
      if (!threads.tryLock(context.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreUnavailable("Other threads wrote for as long as the call may take", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("Interrupted while another thread wrote", e);
    }
  }

  private static void lock(FileChannel file, RequestContext context) throws IOException {
    for (FileLock lock = file.tryLock(); lock == null; lock = file.tryLock()) {
      if (context.remaining().isZero()) {
        throw new StoreUnavailable("Other processes wrote for as long as the call may take", null);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Gives up the lock of a file; what was written under it stands, also where this fails. */
  private static void unlock(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "A file's lock was not given up", e);
    }
  }
  // end
}
