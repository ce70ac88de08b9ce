package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.HigherVersionExists;
import dev.vhs.InvalidId;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ScalaClient;
import dev.vhs.testkit.faults.FaultScript;
import dev.vhs.testkit.faults.RequestLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The laws of writes that the Scala client could not follow, and of what the others cost. */
abstract class SharedEngineWriteLaws extends EngineLaws {
  SharedEngineWriteLaws(SharedEngineContract contract) {
    super(contract);
  }

  /** A conflict that is gone on from keeps the object, and so the version in its key. */
  @EachVariant
  void anObjectKeepsItsKeyWhereItsVersionComesLater(Variant variant) {
    FaultScript script = new FaultScript();
    ScalaClient scala = scala(variant);
    VersionedStore<String> store =
        patientlyShared(faulty(variant, script).backend()).typed(Codec.text());
    store.init(ID, "zero");
    script.before("commit", () -> scala.putLatest(ID, "one, by scala"));
    VersionInfo info = store.putLatest(ID, "two");
    assertThat(info.version()).isEqualTo(2);
    assertThat(key(info)).contains("/1/");
    assertThat(scala.getLatest(ID)).isEqualTo("two");
    assertThat(script.isUsedUp()).isTrue();
  }

  /** "ids that its rules forbid are refused by us … with the rule in the message". */
  @EachVariant
  void idsThatItForbidsAreRefused(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    ScalaClient scala = scala(variant);
    for (String id : List.of(".", "a/.", "a/./b", "a/..", "a/../b")) {
      assertThatThrownBy(() -> scala.key(id, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThat(fails(InvalidId.class, id, () -> store.init(id, "value")).getMessage())
          .contains("Scala client");
      fails(InvalidId.class, id, () -> store.putLatest(id, "value"));
      fails(InvalidId.class, id, () -> store.upsert(id, "value", before -> before));
    }
    assertThat(objects(variant)).noneMatch(key -> key.contains("/./") || key.contains(".."));
  }

  @EachVariant
  void versionsThatItCantReadAreRefused(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    long most = Integer.MAX_VALUE;
    fails(InvalidRequest.class, ID, () -> store.put(ID, most + 1, "value"));
    store.put(ID, most, "value");
    assertThat(scala(variant).getLatest(ID)).isEqualTo("value");
    fails(InvalidRequest.class, ID, () -> store.putLatest(ID, "value"));
    fails(InvalidRequest.class, ID, () -> store.updateMetadata(ID, before -> Map.of("a", "b")));
    assertThat(objects(variant).stream().filter(key -> key.contains(ID))).hasSize(1);
  }

  /** "so delete is refused with the reason, purge too". */
  @EachVariant
  void whatNeedsRowsWithoutAValueIsRefused(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    VersionInfo info = store.init(ID, "zero");
    for (ThrowingCallable operation :
        List.<ThrowingCallable>of(
            () -> store.delete(ID),
            () -> store.delete(ID, 5),
            () -> store.purge(ID),
            () -> store.purgeAndForget(ID))) {
      assertThatThrownBy(operation)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("Scala client")
          .hasMessageContaining("vhs copy");
    }
    assertThat(store.info(ID)).isEqualTo(info);
    assertThat(scala(variant).getLatest(ID)).isEqualTo("zero");
  }

  /** A write reads, uploads and commits, one after the other, and costs that. */
  @EachVariant
  void writesReadFirst(Variant variant) {
    RequestLog log = new RequestLog();
    VersionedStore<String> store =
        counted(variant, new StoreSettings().compatibility(Compatibility.SCALA), log);
    costs(log, "3 [3]", () -> store.init(ID, "zero"));
    costs(log, "3 [3]", () -> store.putLatest(ID, "one"));
    costs(log, "3 [3]", () -> store.put(ID, 7, "seven"));
    costs(log, "2 [2]", () -> store.getLatest(ID));
    VersionInfo info = store.info(ID);
    costs(log, "3 [3]", () -> store.replace(info, "eight"));
    costs(log, "4 [4]", () -> store.update(ID, before -> before + "!"));
    costs(log, "2 [2]", () -> store.updateMetadata(ID, before -> Map.of("a", "b")));
    if (variant == Variant.MULTI) {
      costs(log, "3 [2]", () -> store.restore(ID, 0));
    }
  }

  private static void costs(RequestLog log, String budget, Runnable action) {
    RequestLog.Cost cost = log.measure(action);
    assertThat(cost.text()).as("%s", cost.requests()).isEqualTo(budget);
  }

  /** A write that fails leaves no object of its own. */
  @EachVariant
  void aWriteThatFailsLeavesNothing(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    VersionInfo zero = store.init(ID, "zero");
    VersionInfo one = store.putLatest(ID, "one");
    Set<String> before = objects(variant);
    fails(HigherVersionExists.class, ID, () -> store.replace(zero, "mine"));
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "mine"));
    fails(VersionAlreadyExists.class, ID, () -> store.put(ID, one.version(), "mine"));
    assertThat(objects(variant)).isEqualTo(before);
  }
}
