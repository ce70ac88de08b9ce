package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.Result;
import dev.vhs.StoreUnavailable;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.VhsException;
import dev.vhs.aws.wire.WireSubject.Size;
import dev.vhs.internal.StoreEngine;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of which one request meets trouble: once, or again and again until the operation has
 * ended.
 *
 * @param operation the operation
 * @param size the size of its values
 * @param request the service's name for the request
 * @param nth the request's number among the operation's requests of that name, from 1
 * @param trouble the trouble that it meets
 * @param lasting whether all later requests of that name meet the same
 */
record WireCase(
    WireOperation operation,
    Size size,
    String request,
    int nth,
    WireTrouble trouble,
    boolean lasting) {
  /** The end of an operation. */
  enum Outcome {
    /** It was done. */
    ACKNOWLEDGED,
    /** It failed because of the trouble. */
    FAILED
  }

  /** The requests that bring an object into being. */
  private static final List<String> STORING = List.of("PutObject", "CompleteMultipartUpload");

  /**
   * Runs the case, and checks the answers and the state of the services.
   *
   * @param id an id that nobody has, and that no other id begins with
   * @return the operation's end
   */
  Outcome run(EmulatedPlace place, WireStores stores, String id) {
    List<WireSubject> subjects = operation.subjects(stores.sound(), id, size);
    script(stores.script());
    List<Result<@Nullable VersionInfo>> results =
        operation.run(lasting ? stores.hasty() : stores.patient(), subjects);
    boolean met = stores.script().isUsedUp();
    stores.script().clear();
    if (trouble != WireTrouble.LATER) {
      stores.arrive();
    }
    List<WireEnd> ends = new ArrayList<>();
    for (int at = 0; at < subjects.size(); at++) {
      ends.add(end(place, subjects.get(at), results.get(at)));
    }
    if (operation.isRetirement()) {
      finishRetirement(place, stores.patient(), results.get(0), ends.get(0));
    }
    ends.forEach(WireEnd::check);
    goOn(stores.patient(), ends);
    stores.arrive();
    ends.forEach(WireEnd::check);
    assertThat(met).as("the trouble was met").isTrue();
    return results.stream().allMatch(result -> result.failure().isEmpty())
        ? Outcome.ACKNOWLEDGED
        : Outcome.FAILED;
  }

  private void script(WireScript script) {
    WireFault fault = trouble.fault(request);
    List<WireFault> faults = new ArrayList<>(Collections.nCopies(nth - 1, WireFault.none()));
    faults.add(fault);
    script.next(request, faults.toArray(WireFault[]::new));
    if (lasting) {
      script.always(request, fault);
    }
  }

  /** Returns the answers about an id, for comparison with the state of the services. */
  private WireEnd end(
      EmulatedPlace place, WireSubject subject, Result<@Nullable VersionInfo> result) {
    WireEnd end = new WireEnd(place, subject);
    if (mayLeaveObjects()) {
      end.leaveObjects();
    }
    if (mayLeaveUploads()) {
      end.leaveUploads();
    }
    VhsException failure = result.failure().orElse(null);
    if (failure == null) {
      VersionInfo info = result.get();
      if (info != null) {
        long first = subject.acknowledged().isEmpty() ? 0 : operation.version();
        assertThat(info.version()).as("the version that was written").isEqualTo(first);
        end.acknowledge(info);
      }
    } else {
      assertThat(lasting).as("a single fault is survived, but: %s", failure).isTrue();
      if (failure instanceof CommitOutcomeUnknown unknown) {
        end.suspect(unknown.writeId());
      } else {
        assertThat(failure).isInstanceOf(StoreUnavailable.class);
      }
    }
    return end;
  }

  /**
   * Returns whether it may leave objects without a pointer to the sweep: if an upload arrives after
   * its writer has given up or the object was removed, or if the cleaning up fails.
   */
  private boolean mayLeaveObjects() {
    return STORING.contains(request)
        ? trouble == WireTrouble.LATER || (trouble == WireTrouble.LATE && lasting)
        : lasting && request.equals("DeleteObject");
  }

  /** Returns whether it may leave to the sweep an upload whose beginning nobody knows. */
  private boolean mayLeaveUploads() {
    return request.equals("CreateMultipartUpload") && !trouble.isNeverApplied();
  }

  /** Finishes a prune or purge that failed, unless it said what it left. */
  private void finishRetirement(
      EmulatedPlace place, StoreEngine engine, Result<@Nullable VersionInfo> result, WireEnd end) {
    if (result.failure().isPresent()) {
      if (result.failure().get().getMessage().contains("the sweep deletes")) {
        end.leaveObjects();
      }
      operation.run(engine, List.of(end.subject())).get(0).get();
    }
    if (operation == WireOperation.PURGE) {
      List<VersionInfo> versions = place.versions(end.id());
      VersionInfo tombstone = versions.get(versions.size() - 1);
      assertThat(tombstone.isDeleted()).as("purged").isTrue();
      assertThat(tombstone.version()).as("one tombstone was written").isEqualTo(2);
      end.purged(tombstone);
    } else {
      end.pruned();
    }
  }

  /** Checks that the store goes on working: the next write is the next version. */
  private static void goOn(StoreEngine engine, List<WireEnd> ends) {
    VersionedStore<String> store = engine.typed(Codec.text());
    for (WireEnd end : ends) {
      long newest = end.newestVersion();
      String value = end.subject().text("next");
      VersionInfo next = store.putLatest(end.id(), value);
      assertThat(next.version()).as("the next version").isEqualTo(newest + 1);
      end.acknowledge(next);
      assertThat(store.getLatest(end.id()).value()).isEqualTo(value);
    }
  }

  @Override
  public String toString() {
    return "%s %s: %s %d %s%s"
        .formatted(operation, size, request, nth, trouble, lasting ? " for good" : "");
  }
}
