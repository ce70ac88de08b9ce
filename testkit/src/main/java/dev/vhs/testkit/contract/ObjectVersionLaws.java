package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.SupportsObjectVersions;
import dev.vhs.spi.SupportsUndelete;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The laws of {@link SupportsObjectVersions} and {@link SupportsUndelete}; skipped where the store
 * supports neither. A backend that supports one gives a store that {@linkplain
 * ObjectStoreContract#openKeeping keeps} what was deleted.
 */
abstract class ObjectVersionLaws extends ObjectLaws {
  private static final long SEED = 11;
  private static final String OTHER = KEY + "-other";

  ObjectVersionLaws(ObjectStoreContract contract) {
    super(contract);
  }

  private static SupportsObjectVersions versions(ObjectStore store) {
    assumeTrue(store instanceof SupportsObjectVersions, "nothing is kept of what was deleted");
    return (SupportsObjectVersions) store;
  }

  private static SupportsUndelete undelete(ObjectStore store) {
    assumeTrue(store instanceof SupportsUndelete, "no deleted object can be brought back");
    return (SupportsUndelete) store;
  }

  /** A call that lets something happen as each request is counted, and has time for so many. */
  private static final class Watched implements RequestContext {
    private final AtomicInteger requests = new AtomicInteger();
    private final int most;
    private final IntConsumer happening;

    Watched(int most, IntConsumer happening) {
      this.most = most;
      this.happening = happening;
    }

    @Override
    public Duration remaining() {
      return requests.get() < most ? Duration.ofMinutes(1) : Duration.ZERO;
    }

    @Override
    public void requested() {
      happening.accept(requests.incrementAndGet());
    }

    @Override
    public void retried() {}

    @Override
    public void transferred(long bytes) {}
  }

  /** "Removes for good every version of the deleted objects under a prefix." */
  @Test
  void whatIsErasedCanNotComeBack() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(store);
    put(store, KEY, "first");
    store.delete(at(store, KEY), CALL);
    assertThat(versions.eraseDeleted("", CALL)).isPositive();
    assertThat(versions.eraseDeleted("", CALL)).as("erased before").isZero();
    assertThat(undelete(store).undelete(at(store, KEY), -1, CALL)).isFalse();
    assertThat(read(store, KEY)).isNull();
  }

  /** "Objects that are there must stay as they are": those of other prefixes, and replaced ones. */
  @Test
  void erasingLeavesObjectsAlone() throws IOException {
    ObjectStore store = contract.openedKeeping();
    put(store, KEY, "first");
    put(store, KEY, "second");
    put(store, OTHER, "deleted");
    store.delete(at(store, OTHER), CALL);
    put(store, OTHER, "back");
    put(store, "elsewhere", "deleted");
    store.delete(at(store, "elsewhere"), CALL);
    versions(store).eraseDeleted("prefix/", CALL);
    assertThat(text(store, KEY)).isEqualTo("second");
    assertThat(text(store, OTHER)).isEqualTo("back");
    assertThat(undelete(store).undelete(at(store, "elsewhere"), -1, CALL))
        .as("of another prefix")
        .isTrue();
    assertThat(text(store, "elsewhere")).isEqualTo("deleted");
  }

  /** "and so must those that are being uploaded": in one request, and in several. */
  @Test
  void erasingLeavesUploadsAlone() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(contract.openedKeeping());
    for (int size : new int[] {100_000, 12_000_000}) {
      for (String deleted : List.of(OTHER, KEY)) {
        if (size > 1_000_000 && deleted.equals(KEY) && !contract.keepsPartsOfErasedKeys()) {
          continue;
        }
        put(store, deleted, "deleted");
        store.delete(at(store, deleted), CALL);
        AtomicInteger erasures = new AtomicInteger();
        PatternBody body =
            new PatternBody(
                size,
                SEED,
                true,
                offset -> {
                  if (offset >= size / 2 && erasures.getAndIncrement() == 0) {
                    assertThat(versions.eraseDeleted("", CALL)).isPositive();
                  }
                });
        assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
        assertThat(erasures).hasPositiveValue();
        assertThat(stat(store, KEY)).isNotNull();
        store.delete(at(store, KEY), CALL);
        versions.eraseDeleted("", CALL);
      }
    }
  }

  /** "and no deleted object must come back meanwhile": no reader finds one while it goes. */
  @Test
  void nothingComesBackWhileItIsErased() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(store);
    ObjectStore reader = contract.openedKeeping();
    for (int i = 0; i < 5; i++) {
      put(store, KEY, "version " + i);
    }
    store.delete(at(store, KEY), CALL);
    AtomicBoolean back = new AtomicBoolean();
    Watched call =
        new Watched(
            Integer.MAX_VALUE,
            request -> back.compareAndSet(false, reader.stat(at(reader, KEY), CALL) != null));
    assertThat(versions.eraseDeleted("", call)).isPositive();
    assertThat(back).isFalse();
    assertThat(stat(store, KEY)).isNull();
  }

  /** "no deleted object must come back …, or if this breaks off": after any request of it. */
  @Test
  void nothingComesBackWhereErasingBreaksOff() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(store);
    put(store, KEY, "first");
    put(store, KEY, "second");
    store.delete(at(store, KEY), CALL);
    for (int most = 0; ; most++) {
      boolean done = true;
      try {
        versions.eraseDeleted("", new Watched(most, request -> {}));
      } catch (StoreUnavailable outOfTime) {
        done = false;
      }
      assertThat(read(store, KEY)).as("after %d requests", most).isNull();
      if (done) {
        return;
      }
      assertThat(most).as("requests to erase two versions").isLessThan(20);
    }
  }

  /** "Does nothing if the medium keeps no deleted objects." */
  @Test
  void whereNothingIsKeptNothingIsErased() throws IOException {
    ObjectStore store = open();
    SupportsObjectVersions versions = versions(store);
    put(store, KEY, "text");
    put(store, OTHER, "text");
    store.delete(at(store, OTHER), CALL);
    assertThat(versions.eraseDeleted("", CALL)).isZero();
    assertThat(keys(store, "", 10)).containsExactly(KEY);
  }

  /**
   * "Brings back a deleted object if exactly one version of it is kept and has the right size.".
   */
  @Test
  void aDeletedObjectIsBroughtBack() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsUndelete undelete = undelete(store);
    put(store, KEY, "text");
    assertThat(undelete.undelete(at(store, KEY), 4, CALL)).as("is there").isFalse();
    store.delete(at(store, KEY), CALL);
    assertThat(undelete.undelete(at(store, KEY), 5, CALL)).as("another size").isFalse();
    assertThat(read(store, KEY)).isNull();
    assertThat(undelete.undelete(at(store, KEY), 4, CALL)).isTrue();
    assertThat(text(store, KEY)).isEqualTo("text");
    assertThat(undelete.undelete(at(store, OTHER), -1, CALL)).as("never there").isFalse();
  }

  /** "It must not remove or change any version with bytes": none where there are several. */
  @Test
  void undeletingChangesNoVersion() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsUndelete undelete = undelete(store);
    put(store, KEY, "text");
    put(store, KEY, "next");
    store.delete(at(store, KEY), CALL);
    assertThat(undelete.undelete(at(store, KEY), 4, CALL)).as("of two versions").isFalse();
    assertThat(read(store, KEY)).isNull();
    put(store, OTHER, "one");
    for (int i = 0; i < 3; i++) {
      store.delete(at(store, OTHER), CALL);
      assertThat(undelete.undelete(at(store, OTHER), 3, CALL)).isTrue();
      assertThat(text(store, OTHER)).isEqualTo("one");
    }
  }

  /** "and must not undo a deletion that came after it looked". */
  @Test
  void aLaterDeletionIsNotUndone() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsUndelete undelete = undelete(store);
    ObjectStore other = contract.openedKeeping();
    for (int at = 2; ; at++) {
      String key = KEY + at;
      put(store, key, "text");
      store.delete(at(store, key), CALL);
      int deletes = at;
      AtomicBoolean deleted = new AtomicBoolean();
      Watched call =
          new Watched(
              Integer.MAX_VALUE,
              request -> {
                if (request == deletes) {
                  other.delete(at(other, key), CALL);
                  deleted.set(true);
                }
              });
      undelete.undelete(at(store, key), 4, call);
      if (!deleted.get()) {
        assertThat(at).as("requests to bring one back").isGreaterThan(2);
        return;
      }
      assertThat(read(store, key)).as("deleted before request %d", at).isNull();
    }
  }

  /**
   * "The laws of ObjectStore hold here too: it must be safe for use by many threads", "and must
   * count its requests".
   */
  @Test
  void manyEraseAndBringBackAtOnce() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(store);
    SupportsUndelete undelete = undelete(store);
    for (int racer = 0; racer < contract.racers(); racer++) {
      String key = "of " + racer + "/" + racer;
      put(store, key, "text");
      store.delete(at(store, key), CALL);
    }
    List<Integer> requests =
        Race.run(
            contract.racers(),
            racer ->
                () -> {
                  RecordedContext call = new RecordedContext();
                  String key = "of " + racer + "/" + racer;
                  if (racer % 2 == 0) {
                    assertThat(versions.eraseDeleted("of " + racer + "/", call)).isPositive();
                  } else {
                    assertThat(undelete.undelete(at(store, key), 4, call)).isTrue();
                  }
                  return call.requests();
                });
    assertThat(requests).allMatch(count -> count > 0);
    for (int racer = 0; racer < contract.racers(); racer++) {
      assertThat(text(store, "of " + racer + "/" + racer))
          .isEqualTo(racer % 2 == 0 ? null : "text");
    }
  }

  /** "must not spend longer than the call has": with none left it answers at once or refuses. */
  @Test
  @Timeout(20)
  void aCallWithoutTimeIsAnsweredAtOnceOrRefused() throws IOException {
    ObjectStore store = contract.openedKeeping();
    SupportsObjectVersions versions = versions(store);
    SupportsUndelete undelete = undelete(store);
    put(store, KEY, "text");
    store.delete(at(store, KEY), CALL);
    IndexOpeningLaws.answeredOrRefused(() -> versions.eraseDeleted("", RecordedContext.expired()));
    IndexOpeningLaws.answeredOrRefused(
        () -> undelete.undelete(at(store, KEY), 4, RecordedContext.expired()));
  }
}
