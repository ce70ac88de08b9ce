package dev.vhs.aws.s3;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads and memory that all transfers of a store share. Threads are started when they are needed,
 * and end when they have been idle for a while. Safe for use by many threads.
 */
final class Transfers implements AutoCloseable {
  private static final int IDLE_SECONDS = 10;

  private final TransferSettings settings;
  private final MemoryBudget memory;
  private final ThreadPoolExecutor threads;

  Transfers(TransferSettings settings) {
    AtomicInteger numbers = new AtomicInteger();
    this.settings = settings;
    this.memory = new MemoryBudget(settings.memoryBytes());
    this.threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "vhs-s3-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  TransferSettings settings() {
    return settings;
  }

  MemoryBudget memory() {
    return memory;
  }

  /**
   * Does something beside the caller, as soon as a thread is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the store is closed
   */
  <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
