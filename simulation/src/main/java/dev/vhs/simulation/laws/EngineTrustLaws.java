package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AdoptPreview;
import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.CorruptValue;
import dev.vhs.ForeignPayload;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Source;
import dev.vhs.StoreMismatch;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ForeignWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** Pointers and objects that others wrote: to other places, of other ids, of any size. */
abstract class EngineTrustLaws extends EngineLaws {
  private static final String OLD = "old";

  EngineTrustLaws(EngineContract contract) {
    super(contract);
  }

  private ForeignWriter other(Variant variant) {
    return foreignWriter(variant)
        .orElseGet(() -> Assumptions.abort("nobody else writes rows of this backend"));
  }

  /** The backend of this test below a prefix of its own. */
  private Backend below(Variant variant) {
    Backend mine = freshBackend(variant);
    return new Backend(mine.index(), mine.objects(), "mine", mine.name());
  }

  private static String bucket(Backend backend) {
    return backend.objects().traits().bucket();
  }

  /** "Only the store's own bucket and prefix are read, unless foreignPayloads allows more". */
  @EachVariant
  void anObjectOutsideTheStoreIsNotRead(Variant variant) throws IOException {
    Vhs vhs = open(builder(below(variant)));
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init("own", "text");
    Location outside = upload(variant, OLD + "/secret");
    other(variant).put(ID, 0, outside);
    List<ThrowingCallable> reads =
        new ArrayList<>(
            List.of(
                () -> store.getLatest(ID),
                () -> store.get(ID, 0),
                () -> store.update(ID, text -> text + "!"),
                () -> vhs.streams().open(ID),
                () -> vhs.streams().openRange(ID, 0, 0, 3),
                () -> Objects.requireNonNull(store.getAll(List.of(ID)).get(ID)).get()));
    if (variant == Variant.MULTI) {
      reads.add(() -> store.restore(ID, 0));
    }
    for (ThrowingCallable read : reads) {
      assertThat(fails(ForeignPayload.class, ID, read).location()).contains(outside);
    }
    List<Problem> problems = new ArrayList<>();
    vhs.maintenance().verify(true, problems::add);
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.FOREIGN);
    assertThat(store.info(ID).location()).contains(outside);
    assertThat(store.putLatest(ID, "ours").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("ours");
  }

  /**
   * A restored value would carry the bytes of another place on, to readers that trust the store.
   */
  @EachVariant
  void aPointerElsewhereIsNotRestored(Variant variant) throws IOException {
    VersionedStore<String> store =
        open(builder(below(variant)).inlineItemBytes(0)).store(Codec.text());
    store.init(ID, "zero");
    other(variant).write(ID, 0, upload(variant, OLD + "/secret"));
    store.delete(ID);
    fails(ForeignPayload.class, ID, () -> store.restore(ID, 0));
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void placesMayBeAllowed(Variant variant) throws IOException {
    open(builder(below(variant))).store(Codec.text()).init("own", "text");
    Location outside = upload(variant, OLD + "/secret");
    other(variant).put(ID, 0, outside);
    String bucket = bucket(backend(variant));
    for (String place : new String[] {"*", bucket + "/" + OLD, bucket + "/" + outside.key()}) {
      Vhs vhs = open(builder(below(variant)).foreignPayloads("nowhere", place));
      boolean covers = !place.endsWith("secret");
      if (covers) {
        assertThat(vhs.store(Codec.text()).getLatest(ID).value()).isEqualTo(ORPHAN);
        assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
      } else {
        fails(ForeignPayload.class, ID, () -> vhs.store(Codec.text()).getLatest(ID));
      }
    }
    Vhs beside = open(builder(below(variant)).foreignPayloads(bucket + "/ol"));
    fails(ForeignPayload.class, ID, () -> beside.store(Codec.text()).getLatest(ID));
  }

  /** "a compatible store's list is its bucket". */
  @EachVariant
  void aSharedStoreReadsItsBucket(Variant variant) throws IOException {
    Backend mine = below(variant);
    VersionedStore<String> store =
        open(builder(mine).compatibility(Compatibility.SCALA)).store(Codec.text());
    store.init("own", "text");
    ForeignWriter other = other(variant);
    other.put(ID, 0, upload(variant, OLD + "/by-hand"));
    assertThat(open(builder(below(variant))).store(Codec.text()).getLatest(ID).value())
        .isEqualTo(ORPHAN);
    other.put("elsewhere", 0, new Location("another-bucket", OLD + "/by-hand"));
    fails(ForeignPayload.class, "elsewhere", () -> store.getLatest("elsewhere"));
  }

  @EachVariant
  void anotherBucketIsNotAsked(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("own", "text");
    other(variant).put(ID, 0, new Location("another-bucket", "key"));
    fails(ForeignPayload.class, ID, () -> store.getLatest(ID));
  }

  /** "a largest size on reads that can be set". */
  @EachVariant
  void aLargestSizeOfReadsCanBeSet(Variant variant) throws IOException {
    Vhs writer = open(builder(freshBackend(variant)).inlineItemBytes(0));
    writer.streams().init(ID, Source.of(new byte[2000]));
    other(variant).put("by hand", 0, orphan(variant, "by-hand"));
    Vhs vhs = open(builder(freshBackend(variant)).maxValueBytes(1999));
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    fails(ValueTooLarge.class, ID, () -> store.getLatest(ID));
    fails(ValueTooLarge.class, ID, () -> vhs.streams().open(ID));
    fails(ValueTooLarge.class, ID, () -> vhs.streams().openRange(ID, 0, 0, Long.MAX_VALUE));
    try (var range = vhs.streams().openRange(ID, 0, 1, 1999)) {
      assertThat(range.readAllBytes()).hasSize(1999);
    }
    assertThat(store.getLatest("by hand").value()).hasSize(ORPHAN.length());
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    Vhs small = open(builder(freshBackend(variant)).maxValueBytes(ORPHAN.length() - 1));
    fails(ValueTooLarge.class, "by hand", () -> small.store(Codec.bytes()).getLatest("by hand"));
    fails(ValueTooLarge.class, "by hand", () -> small.streams().open("by hand"));
  }

  /** "the id and write id that an object carries are compared where they are at hand". */
  @EachVariant
  void anObjectOfAnotherIdOrWriteIsNotHandedOut(Variant variant) throws IOException {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    VersionInfo one = store.init(ID, "first");
    VersionInfo two = store.init("two", "other");
    Map<String, String> carried = carried(variant, two);
    Assumptions.assumeFalse(carried.isEmpty());
    // The bytes are those that were written, so that nothing but what they carry tells it.
    put(variant, one, "first", carried);
    assertThat(fails(CorruptValue.class, ID, () -> vhs.streams().openRange(ID, 0, 0, 3)))
        .hasMessageContaining("another id");
    fails(CorruptValue.class, ID, () -> store.getLatest(ID));
    Map<String, String> ofAnother = new HashMap<>(carried);
    ofAnother.put(Upload.WRITE_ID_METADATA, one.writeId().orElseThrow().toString());
    put(variant, two, "other", ofAnother);
    assertThat(fails(CorruptValue.class, "two", () -> store.getLatest("two")))
        .hasMessageContaining("another write id");
    put(variant, two, "other", carried);
    assertThat(store.getLatest("two").value()).isEqualTo("other");
  }

  private Map<String, String> carried(Variant variant, VersionInfo info) {
    return Objects.requireNonNull(
            backend(variant).objects().stat(info.location().orElseThrow(), CALL))
        .userMetadata();
  }

  private void put(Variant variant, VersionInfo info, String text, Map<String, String> carried)
      throws IOException {
    Upload upload =
        Upload.builder(key(info), Body.of(Bytes.wrap(utf8(text)))).userMetadata(carried).build();
    assertThat(backend(variant).objects().put(upload, CALL)).isTrue();
  }

  /** "adopt says what it is about to change", and changes nothing by saying it. */
  @EachVariant
  void anAdoptionIsPreviewed(Variant variant) {
    Vhs vhs = open(variant);
    vhs.store(Codec.text()).init(ID, "text");
    String identity = vhs.maintenance().describe().identity();
    AdoptPreview preview = vhs.maintenance().previewAdopt();
    assertThat(preview.healthy()).isTrue();
    assertThat(preview.before().orElseThrow()).isEqualTo(vhs.maintenance().describe());
    assertThat(preview.after().compatibility()).isEqualTo(Compatibility.NATIVE);
    assertThat(preview.after().identity()).isEmpty();
    assertThat(vhs.maintenance().describe().identity()).isEqualTo(identity);
    assertThat(vhs.maintenance().check().identity()).isEqualTo(identity);
    Backend backend = backend(variant);
    backend
        .objects()
        .delete(new Location(bucket(backend), underPrefix(variant, ".vhs/store.json")), CALL);
    assertThat(vhs.maintenance().previewAdopt().healthy()).isFalse();
    assertThatThrownBy(() -> vhs.maintenance().check()).isInstanceOf(StoreMismatch.class);
    assertThat(vhs.maintenance().adopt().identity()).isNotEqualTo(identity);
  }

  @EachVariant
  void placesThatCannotBeAreRefused(Variant variant) {
    for (String place : new String[] {"", "bucket/", "bucket//x"}) {
      assertThatThrownBy(() -> builder(MemoryBackend.create(variant)).foreignPayloads(place).open())
          .isInstanceOf(InvalidRequest.class);
    }
  }
}
