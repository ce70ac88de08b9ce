package dev.vhs.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The threads that are kept between histories, since starting one costs more than a whole short
 * history. For use by one scheduler at a time.
 */
final class WorkerPool implements AutoCloseable {
  private final Deque<Worker> idle = new ArrayDeque<>();
  private int made;

  Worker take() {
    Worker worker = idle.poll();
    return worker == null ? make() : worker;
  }

  private Worker make() {
    Worker worker = new Worker();
    Thread thread = new Thread(worker, "simulated-" + made++);
    thread.setDaemon(true);
    worker.thread = thread;
    thread.start();
    return worker;
  }

  void release(Worker worker) {
    idle.push(worker);
  }

  /** Ends the idle threads. */
  @Override
  public void close() {
    idle.forEach(Worker::close);
    idle.clear();
  }
}
