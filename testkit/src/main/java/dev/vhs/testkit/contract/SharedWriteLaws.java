package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.HigherVersionExists;
import dev.vhs.Scan;
import dev.vhs.Source;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of values that each client writes and the other reads. */
abstract class SharedWriteLaws extends StoreLaws {
  private static final String UUID_NAME = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json";

  SharedWriteLaws(CompatibleStoreContract contract) {
    super(contract);
  }

  @EachVariant
  void theScalaClientReadsAndContinuesWhatWeWrite(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    ScalaClient scala = scala(variant);
    store.init(ID, "init");
    assertThat(scala.getLatest(ID)).isEqualTo("init");
    store.putLatest(ID, "putLatest");
    store.replace(store.getLatest(ID), "replace");
    assertThat(scala.getLatest(ID)).isEqualTo("replace");
    store.put(ID, 7, "gap");
    assertThat(scala.get(ID, 7)).isEqualTo("gap");
    store.update(ID, before -> before + "!");
    store.upsert(ID, "unused", before -> before + "!");
    assertThat(scala.getLatest(ID)).isEqualTo("gap!!");
    store.updateMetadata(ID, before -> Map.of("colour", "red"));
    assertThat(scala.getLatest(ID)).isEqualTo("gap!!");
    if (variant == Variant.MULTI) {
      store.restore(ID, 0);
      assertThat(scala.getLatest(ID)).isEqualTo("init");
      assertThat(scala.get(ID, 1)).isEqualTo("putLatest");
    }
    long version = scala.putLatest(ID, "by scala");
    assertThat(version).isEqualTo(variant == Variant.MULTI ? 12 : 11);
    assertThat(store.getLatest(ID).value()).isEqualTo("by scala");
    assertThat(store.putLatest(ID, "by us").version()).isEqualTo(version + 1);
    assertThat(rows(variant, ID)).extracting(Row::kind).containsOnly(RowKind.VALUE);
  }

  @EachVariant
  void weReadAndContinueWhatTheScalaClientWrites(Variant variant) {
    ScalaClient scala = scala(variant);
    scala.init(ID, "zero");
    scala.putLatest(ID, "one");
    scala.put(ID, 9, "nine");
    scala.update(ID, before -> before + " and ten");
    VersionedStore<String> store = texts(variant);
    Versioned<String> latest = store.getLatest(ID);
    assertThat(latest.value()).isEqualTo("nine and ten");
    assertThat(latest.version()).isEqualTo(10);
    assertThat(latest.info().size()).isEqualTo(-1);
    assertThat(latest.info().sha256()).isEmpty();
    assertThat(store.exists(ID)).isTrue();
    assertThat(store.history(ID).map(VersionInfo::version))
        .containsExactlyElementsOf(
            variant == Variant.MULTI ? List.of(10L, 9L, 1L, 0L) : List.of(10L));
    assertThat(store.scan(Scan.all().prefix(ID)).map(VersionInfo::version)).containsExactly(10L);
    if (variant == Variant.MULTI) {
      assertThat(store.get(ID, 0).value()).isEqualTo("zero");
      assertThat(store.restore(ID, 1).version()).isEqualTo(11);
      assertThat(scala.getLatest(ID)).isEqualTo("one");
    }
    VersionInfo info = store.update(ID, before -> before + "!");
    assertThat(info.sha256()).isPresent();
    assertThat(scala.getLatest(ID)).isEqualTo(store.getLatest(ID).value()).endsWith("!");
    assertThat(store.replace(latest.info().version() == 10 ? store.info(ID) : info, "next"))
        .isEqualTo(store.info(ID));
  }

  /** "object keys prefix/id/version/<uuid>.json", "no inline values", bytes as they are. */
  @EachVariant
  void everyValueIsAPlainObjectUnderItsIdAndVersion(Variant variant) throws IOException {
    Vhs vhs = shared(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    String prefix = backend(variant).prefix();
    String root = prefix.isEmpty() ? "" : prefix + "/";
    VersionInfo small = store.init("some/id", "");
    assertThat(key(small)).matches(root + "some/id/0/" + UUID_NAME);
    assertThat(small.writeId()).hasValueSatisfying(id -> assertThat(key(small)).contains("/" + id));
    VersionInfo large = vhs.streams().putLatest("some/id", Source.of(utf8("x".repeat(200_000))));
    assertThat(key(large)).matches(root + "some/id/1/" + UUID_NAME);
    assertThat(key(store.put("some/id", 7, "seven"))).matches(root + "some/id/7/" + UUID_NAME);
    assertThat(key(store.update("some/id", before -> before + "!")))
        .matches(root + "some/id/8/" + UUID_NAME);
    assertThat(scala(variant).getLatest("some/id")).isEqualTo("seven!");
    try (var stream = vhs.streams().open("some/id")) {
      assertThat(stream.readAllBytes()).isEqualTo(utf8("seven!"));
    }
  }

  /** Ids that its keys join otherwise than they are spelt are still ids of their own. */
  @EachVariant
  void idsOfEveryShapeThatItTakesAreShared(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    ScalaClient scala = scala(variant);
    List<String> ids =
        Stream.of("a/b", "a//b", "/a/b", "a/b/", "a/b/0", "a b", ".a", "é", "%2F")
            .filter(id -> takesEmptySegments() || !("/" + id + "/").contains("//"))
            .toList();
    for (String id : ids) {
      store.init(id, "zero of " + id);
      scala.putLatest(id, "one of " + id);
      store.putLatest(id, "two of " + id);
    }
    for (String id : ids) {
      assertThat(scala.getLatest(id)).isEqualTo("two of " + id);
      assertThat(store.getLatest(id).value()).isEqualTo("two of " + id);
    }
  }

  /** "init reads first", and so does what builds on an earlier reading: gaps have no fillers. */
  @EachVariant
  void whatWasReadEarlierIsReadAgain(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    ScalaClient scala = scala(variant);
    scala.put("late", 5, "five");
    fails(VersionAlreadyExists.class, "late", () -> store.init("late", "zero"));
    Versioned<String> read = store.getLatest("late");
    scala.put("late", 9, "nine");
    fails(HigherVersionExists.class, "late", () -> store.replace(read, "six"));
    VersionInfo ten = store.putLatest("late", "ten");
    assertThat(ten.version()).isEqualTo(10);
    store.put("late", 20, "twenty");
    fails(HigherVersionExists.class, "late", () -> store.replace(ten, "eleven"));
    fails(HigherVersionExists.class, "late", () -> store.put("late", 15, "fifteen"));
    fails(VersionAlreadyExists.class, "late", () -> store.put("late", 20, "again"));
    assertThat(rows(variant, "late").stream().map(Row::kind)).containsOnly(RowKind.VALUE);
    assertThat(scala.getLatest("late")).isEqualTo("twenty");
  }

  /** "the predecessor's object is left to the sweep, since Scala readers don't read again". */
  @Test
  void aReplacedObjectStaysForItsReaders() {
    VersionedStore<String> store = tidyShared().store(Codec.text());
    VersionInfo zero = store.init(ID, "zero");
    store.putLatest(ID, "one");
    assertThat(backend(Variant.SINGLE).objects().stat(zero.location().orElseThrow(), CALL))
        .isNotNull();
  }

  private Vhs tidyShared() {
    return open(
        builder(freshBackend(Variant.SINGLE))
            .compatibility(Compatibility.SCALA)
            .reclaimBeforeReturning(true));
  }

  /** "Our own attributes ride along on multi-version rows; its full put erases them …" */
  @EachVariant
  void ourFactsRideAlongUntilTheyAreErased(Variant variant) {
    VersionedStore<String> store = sharedTexts(variant);
    ScalaClient scala = scala(variant);
    VersionInfo zero = store.with(WriteOptions.DEFAULT.metadata("colour", "red")).init(ID, "zero");
    assertThat(zero.size()).isEqualTo(4);
    assertThat(store.info(ID).metadata()).containsEntry("colour", "red");
    scala.putLatest(ID, "one");
    VersionInfo one = store.info(ID);
    assertThat(one.writeId()).isEmpty();
    assertThat(one.metadata()).isEmpty();
    assertThatThrownBy(() -> store.updateMetadata(ID, before -> Map.of()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("another program");
    assertThat(store.replace(one, "two").metadata()).isEmpty();
    if (variant == Variant.MULTI) {
      assertThat(store.info(ID, 0)).isEqualTo(zero);
      assertThat(store.restore(ID, 0).metadata()).containsEntry("colour", "red");
      assertThat(scala.getLatest(ID)).isEqualTo("zero");
    }
  }
}
