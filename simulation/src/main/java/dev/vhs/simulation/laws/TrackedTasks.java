package dev.vhs.simulation.laws;

import dev.vhs.internal.runtime.Tasks;
import dev.vhs.testkit.faults.RequestLog;
import java.time.Duration;
import java.util.function.Supplier;

/** The tasks that tell a log what came beside what. */
final class TrackedTasks implements Tasks {
  private final Tasks tasks;
  private final RequestLog log;

  TrackedTasks(Tasks tasks, RequestLog log) {
    this.tasks = tasks;
    this.log = log;
  }

  @Override
  public <R> Pending<R> start(Supplier<R> work) {
    RequestLog.Branch branch = log.branch();
    Pending<R> pending = tasks.start(() -> branch.run(work));
    return new Pending<>() {
      @Override
      public R join() {
        R result = pending.join();
        branch.joined();
        return result;
      }

      @Override
      public boolean await(Duration limit) {
        return pending.await(limit);
      }
    };
  }
}
