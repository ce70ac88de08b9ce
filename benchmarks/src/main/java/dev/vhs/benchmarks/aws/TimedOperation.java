package dev.vhs.benchmarks.aws;

import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import java.util.List;
import java.util.Map;

/**
 * An operation whose latency is measured, and how many requests one after the other it may take by
 * the table of the design's section 7.
 *
 * @param name the operation's
 * @param ofLarge round trips where the value is an object
 * @param ofInline round trips where the value rides in the pointer
 * @param preparation what comes before, unmeasured
 */
record TimedOperation(String name, int ofLarge, int ofInline, Preparation preparation) {
  /** Gets ready for one measurement. */
  @FunctionalInterface
  interface Preparation {
    /**
     * Prepares the operation, and returns it ready to run.
     *
     * @param id one that has a version 0
     * @param turn another number each time
     * @return what is to be measured
     */
    Runnable of(VersionedStore<byte[]> store, String id, byte[] value, int turn);
  }

  /** The operations whose latency has a target. */
  static final List<TimedOperation> ALL =
      List.of(
          new TimedOperation(
              "init",
              2,
              1,
              (store, id, value, turn) -> () -> store.init(id + "-init-" + turn, value)),
          new TimedOperation(
              "putLatest", 2, 2, (store, id, value, turn) -> () -> store.putLatest(id, value)),
          new TimedOperation(
              "replace",
              2,
              1,
              (store, id, value, turn) -> {
                VersionInfo read = store.getLatest(id).info();
                return () -> store.replace(read, value);
              }),
          new TimedOperation(
              "update", 4, 2, (store, id, value, turn) -> () -> store.update(id, before -> value)),
          new TimedOperation(
              "getLatest", 2, 1, (store, id, value, turn) -> () -> store.getLatest(id)),
          new TimedOperation(
              "restore", 2, 2, (store, id, value, turn) -> () -> store.restore(id, 0)),
          new TimedOperation(
              "updateMetadata",
              2,
              2,
              (store, id, value, turn) ->
                  () -> store.updateMetadata(id, before -> Map.of("turn", "" + turn))));
}
