package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.Source;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Uploads of a source that gives another length, without an answer, or to a key that is taken. */
abstract class EngineUploadLaws extends EngineLaws {
  private static final int SMALL = 1_000;
  private static final int LARGE = 200_000;

  EngineUploadLaws(EngineContract contract) {
    super(contract);
  }

  /** A source of another length than it says is an error, encoded too, and nothing is written. */
  @EachVariant
  void aSourceOfAnotherLengthWritesNothing(Variant variant) {
    for (boolean compress : new boolean[] {true, false}) {
      Vhs vhs =
          open(
              builder(freshBackend(variant))
                  .inlineItemBytes(0)
                  .reclaimBeforeReturning(true)
                  .compress(compress));
      vhs.store(Codec.text()).putLatest("bound", "");
      Set<String> before = objects(variant);
      StreamStore streams = vhs.streams();
      for (int said : new int[] {SMALL, LARGE}) {
        for (int given : new int[] {0, said - 1, said + 1, 2 * said}) {
          Source source = Source.of(new ByteArrayInputStream(new byte[given]), said);
          assertThatThrownBy(() -> streams.init(ID, source))
              .as("%d bytes in place of %d, compress %s", given, said, compress)
              .isInstanceOf(InvalidRequest.class)
              .hasMessageContaining("should have " + said);
          assertThat(rows(variant, ID)).isEmpty();
          assertThat(objects(variant)).isEqualTo(before);
        }
      }
    }
  }

  /** An upload whose answers are all lost has stored its object, and takes it away again. */
  @EachVariant
  void anUploadThatFailedLeavesNothing(Variant variant) {
    FaultScript script = new FaultScript();
    StoreEngine engine = patient(faulty(variant, script).backend(), 0, 1);
    engine.typed(Codec.text()).putLatest("bound", "");
    Set<String> before = objects(variant);
    script.always("put", Fault.LOSE_ANSWER);
    assertThatThrownBy(() -> engine.typed(Codec.text()).init(ID, "in memory"))
        .isInstanceOf(StoreUnavailable.class);
    Source once = Source.of(new ByteArrayInputStream(new byte[LARGE]));
    assertThatThrownBy(() -> engine.streams().init(ID, once)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> engine.streams().init(ID, Source.of(new byte[LARGE])))
        .isInstanceOf(StoreUnavailable.class);
    script.clear();
    assertThat(objects(variant)).isEqualTo(before);
    assertThat(rows(variant, ID)).isEmpty();
  }

  /**
   * An upload that finds its key taken by what an earlier request of its own has stored has
   * succeeded.
   */
  @EachVariant
  void anUploadKnowsItsOwnObject(Variant variant) {
    for (Fault fault : new Fault[] {Fault.LOSE_ANSWER, Fault.REPEAT}) {
      FaultScript script = new FaultScript();
      StoreEngine engine = patient(conditional(faulty(variant, script).backend()), 0, 1);
      engine.typed(Codec.text()).putLatest("bound", "");
      script.next("put", fault);
      engine.typed(Codec.text()).init("value " + fault, "in memory");
      script.next("put", fault);
      engine.streams().init("stream " + fault, Source.of(new byte[LARGE]));
      assertThat(objects(variant)).filteredOn(key -> key.contains(fault.name())).hasSize(2);
      assertThat(engine.typed(Codec.text()).getLatest("value " + fault).value())
          .isEqualTo("in memory");
      assertThat(engine.maintenance().verify(true, progress -> {}).problems()).isZero();
    }
  }

  /** A key that has another write's object is not written to, and the object stays. */
  @EachVariant
  void anotherWritesObjectStays(Variant variant) {
    Backend sound = faulty(variant, new FaultScript()).backend();
    StoreEngine first = patient(sound, 0, 1);
    first.typed(Codec.text()).putLatest("bound", "");
    Backend taken =
        new Backend(
            sound.index(),
            new ForwardingObjectStore(sound.objects()) {
              @Override
              public ObjectTraits traits() {
                return super.traits().toBuilder().conditionalUploads(true).build();
              }

              @Override
              public boolean put(Upload upload, RequestContext context) throws IOException {
                Map<String, String> other =
                    Map.of(Upload.WRITE_ID_METADATA, "01900000-0000-7000-8000-000000000000");
                super.put(upload.toBuilder().userMetadata(other).build(), context);
                return super.put(upload, context);
              }
            },
            sound.prefix(),
            sound.name());
    Set<String> before = objects(variant);
    StoreEngine engine = patient(taken, 0, 2);
    assertThatThrownBy(() -> engine.typed(Codec.text()).init(ID, "late"))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("another write");
    assertThat(objects(variant)).hasSize(before.size() + 1);
    assertThat(rows(variant, ID)).isEmpty();
  }

  /** Returns a backend whose values are uploaded on the condition that they are new. */
  private static Backend conditional(Backend backend) {
    return new Backend(
        backend.index(),
        new ForwardingObjectStore(backend.objects()) {
          @Override
          public ObjectTraits traits() {
            return super.traits().toBuilder().conditionalUploads(true).build();
          }
        },
        backend.prefix(),
        backend.name());
  }
}
