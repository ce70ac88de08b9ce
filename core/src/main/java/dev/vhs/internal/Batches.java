package dev.vhs.internal;

import dev.vhs.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** Runs one operation on many ids, several at once. */
final class Batches {
  private final Engine engine;

  Batches(Engine engine) {
    this.engine = engine;
  }

  /** What the operation gave for each id, in the order given. */
  <R> Map<String, Result<R>> each(Collection<String> ids, Function<String, R> operation) {
    List<String> work = List.copyOf(new LinkedHashSet<>(ids));
    AtomicReferenceArray<Result<R>> results = new AtomicReferenceArray<>(work.size());
    AtomicInteger next = new AtomicInteger();
    int workers = Math.min(engine.settings().parallelism(), work.size());
    List<Tasks.Pending<Boolean>> pending = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      pending.add(
          engine
              .environment()
              .tasks()
              .start(
                  () -> {
                    for (int at = next.getAndIncrement();
                        at < work.size();
                        at = next.getAndIncrement()) {
                      String id = work.get(at);
                      results.set(at, Result.of(() -> operation.apply(id)));
                    }
                    return true;
                  }));
    }
    pending.forEach(Tasks.Pending::join);
    Map<String, Result<R>> all = new LinkedHashMap<>();
    for (int at = 0; at < work.size(); at++) {
      all.put(work.get(at), results.get(at));
    }
    return all;
  }
}
