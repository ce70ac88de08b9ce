package dev.vhs.internal;

import dev.vhs.Result;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.read.NewestRows;
import dev.vhs.internal.runtime.SideBySide;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.SupportsBatchRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The runs of one operation on many ids, several at once. */
final class Batches {
  private final StoreContext store;
  private final Operations operations;

  Batches(StoreContext store, Operations operations) {
    this.store = store;
    this.operations = operations;
  }

  /** Returns the result of an operation for each id, in the order given. */
  <R> Map<String, Result<R>> each(Collection<String> ids, Function<String, R> operation) {
    Map<String, Result<R>> all = new LinkedHashMap<>();
    each(List.copyOf(new LinkedHashSet<>(ids)), operation, all);
    return all;
  }

  private <R> void each(
      List<String> work, Function<String, R> operation, Map<String, Result<R>> all) {
    List<Result<R>> results = all(work, id -> Result.of(() -> operation.apply(id)));
    for (int at = 0; at < work.size(); at++) {
      all.put(work.get(at), results.get(at));
    }
  }

  /**
   * Returns the result of an operation for each id, by its newest row if the index reads many at
   * once; an id whose row is missing is to be read by itself. Rows are read as far ahead as
   * requests may be under way, so that they don't all wait in memory.
   */
  <R> Map<String, Result<R>> eachNewest(
      Collection<String> ids,
      Consistency consistency,
      BiFunction<String, NewestRows, R> operation) {
    if (store.variant() != Variant.SINGLE || !(store.index() instanceof SupportsBatchRead index)) {
      NewestRows none = new NewestRows(store.now(), Map.of());
      return each(ids, id -> operation.apply(id, none));
    }
    List<String> work = List.copyOf(new LinkedHashSet<>(ids));
    long ahead = (long) index.maxBatchIds() * store.settings().parallelism();
    int window = (int) Math.min(ahead, Integer.MAX_VALUE);
    Map<String, Result<R>> all = new LinkedHashMap<>();
    for (int from = 0; from < work.size(); from += Math.min(window, work.size() - from)) {
      List<String> part = work.subList(from, Math.min(from + window, work.size()));
      NewestRows newest = newest(index, part, consistency);
      each(part, id -> operation.apply(id, newest), all);
    }
    return all;
  }

  private NewestRows newest(
      SupportsBatchRead index, Collection<String> ids, Consistency consistency) {
    Instant readAt = store.now();
    Map<String, Result<Optional<Row>>> rows = new HashMap<>();
    List<Set<String>> batches = batches(ids, index.maxBatchIds());
    all(batches, batch -> newest(index, batch, consistency)).forEach(rows::putAll);
    return new NewestRows(readAt, rows);
  }

  /** Returns the ids in batches as large as allowed, without texts that are no ids. */
  private static List<Set<String>> batches(Collection<String> ids, int largest) {
    List<Set<String>> batches = new ArrayList<>();
    Set<String> batch = Set.of();
    for (String id : new LinkedHashSet<>(ids)) {
      if (Ids.isId(id)) {
        if (batches.isEmpty() || batch.size() == largest) {
          batch = new LinkedHashSet<>();
          batches.add(batch);
        }
        batch.add(id);
      }
    }
    return batches;
  }

  private Map<String, Result<Optional<Row>>> newest(
      SupportsBatchRead index, Set<String> ids, Consistency consistency) {
    try {
      return operations.run(
          operations.call("getAll"), context -> index.newest(ids, consistency, context));
    } catch (VhsException e) {
      Map<String, Result<Optional<Row>>> failed = new HashMap<>();
      ids.forEach(id -> failed.put(id, new Result.Failure<>(e)));
      return failed;
    }
  }

  private <W, R> List<R> all(List<W> work, Function<W, R> operation) {
    return SideBySide.all(
        store.environment().tasks(), store.settings().parallelism(), work, operation);
  }
}
