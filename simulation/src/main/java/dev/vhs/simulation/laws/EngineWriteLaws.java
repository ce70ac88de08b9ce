package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.InvalidRequest;
import dev.vhs.Scan;
import dev.vhs.Source;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import dev.vhs.internal.protocol.Versions;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ForeignWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** The laws of {@code init} and {@code put} beside deletions, and writes that are refused. */
abstract class EngineWriteLaws extends EngineLaws {
  EngineWriteLaws(EngineContract contract) {
    super(contract);
  }

  /** "VersionAlreadyExists if the id has ever had a version, deleted or not". */
  @EachVariant
  void initOfADeletedIdIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "first");
    store.delete(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "second"));
    store.purge(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "third"));
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void putWritesExactlyThatVersion(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.put(ID, 0, "zero").version()).isZero();
    assertThat(store.put(ID, 1, "one").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  @EachVariant
  void putAboveADeletionGoesOn(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    store.delete(ID);
    fails(VersionAlreadyExists.class, ID, () -> store.put(ID, 1, "at the tombstone"));
    fails(HigherVersionExists.class, ID, () -> store.put(ID, 0, "below"));
    store.put(ID, 2, "two");
    assertThat(store.getLatest(ID).value()).isEqualTo("two");
  }

  @EachVariant
  void versionsThatCannotBeAreRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    long highest = Versions.MAX_CHOSEN;
    for (long version :
        new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1, highest + 1}) {
      fails(InvalidRequest.class, ID, () -> store.put(ID, version, "text"));
      fails(InvalidRequest.class, ID, () -> store.delete(ID, version));
    }
    assertThat(store.exists(ID)).isFalse();
  }

  /** The highest version that may be chosen leaves room for all that comes after. */
  @EachVariant
  void theHighestVersionLeavesRoom(Variant variant) {
    VersionedStore<String> store = texts(variant);
    long highest = Versions.MAX_CHOSEN;
    store.put(ID, highest, "highest");
    assertThat(store.update(ID, before -> before + ", changed").version()).isEqualTo(highest + 1);
    assertThat(store.replace(store.getLatest(ID), "replaced").version()).isEqualTo(highest + 2);
    assertThat(store.delete(ID).version()).isEqualTo(highest + 3);
    assertThat(store.restore(ID, highest + 2).version()).isEqualTo(highest + 4);
    assertThat(store.getLatest(ID).value()).isEqualTo("replaced");
    assertThat(store.purge(ID).versions()).isPositive();
    assertThat(store.putLatest(ID, "again").version()).isEqualTo(highest + 6);
    store.purgeAndForget(ID);
    assertThat(store.init(ID, "anew").version()).isZero();
  }

  /** A row of the highest number that there is, by another program, is read and told of. */
  @EachVariant
  void noVersionComesAfterTheHighestNumber(Variant variant) throws IOException {
    Assumptions.assumeTrue(foreignWriter(variant).isPresent());
    VersionedStore<String> store = texts(variant);
    store.init("other", "text");
    ForeignWriter other = foreignWriter(variant).orElseThrow();
    other.put(ID, Long.MAX_VALUE, orphan(variant, "key-of-another-program"));
    Versioned<String> read = store.getLatest(ID);
    assertThat(read.value()).isEqualTo(ORPHAN);
    assertThat(read.version()).isEqualTo(Long.MAX_VALUE);
    List<ThrowingCallable> writes =
        List.of(
            () -> store.putLatest(ID, "more"),
            () -> store.update(ID, before -> "more"),
            () -> store.upsert(ID, "more", before -> "more"),
            () -> store.replace(read, "more"),
            () -> store.delete(ID),
            () -> store.purge(ID),
            () -> store.purgeAndForget(ID));
    for (ThrowingCallable write : writes) {
      assertThat(fails(InvalidRequest.class, ID, write))
          .hasMessageContaining("version " + Long.MAX_VALUE + ", the highest");
    }
    assertThat(store.getLatest(ID)).isEqualTo(read);
    assertThat(store.history(ID)).hasSize(1);
    assertThat(store.scan(Scan.all())).hasSize(2);
  }

  /** "refused before anything is uploaded": a time that no index stores. */
  @EachVariant
  void aTimeBeyondMillisecondsIsRefusedBeforeTheUpload(Variant variant) {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init("other", "text");
    Set<String> before = objects(variant);
    for (Instant time :
        new Instant[] {
          Instant.MAX,
          Instant.MIN,
          Instant.ofEpochMilli(Long.MAX_VALUE).plusNanos(1_000_000),
          Instant.ofEpochMilli(Long.MIN_VALUE).minusNanos(1)
        }) {
      WriteOptions options = WriteOptions.DEFAULT.createdAt(time);
      fails(InvalidRequest.class, ID, () -> store.with(options).init(ID, "text"));
      fails(InvalidRequest.class, "other", () -> store.with(options).update("other", x -> "more"));
      Source large = Source.of(new byte[1 << 20]);
      fails(InvalidRequest.class, ID, () -> vhs.streams().with(options).putLatest(ID, large));
    }
    assertThat(objects(variant)).isEqualTo(before);
    assertThat(rows(variant, ID)).isEmpty();
    assertThat(store.getLatest("other").version()).isZero();
  }

  /** Writes return the facts that reads return: a time of creation in whole milliseconds. */
  @EachVariant
  void timesAreStoredInWholeMilliseconds(Variant variant) {
    VersionedStore<String> store = texts(variant);
    for (Instant time :
        new Instant[] {
          Instant.ofEpochMilli(Long.MAX_VALUE),
          Instant.ofEpochMilli(Long.MIN_VALUE),
          Instant.parse("2026-01-31T12:00:00.123456789Z"),
          Instant.parse("1969-12-31T23:59:59.999999999Z"),
          Instant.parse("2500-01-01T00:00:00Z")
        }) {
      VersionInfo written = store.with(WriteOptions.DEFAULT.createdAt(time)).putLatest(ID, "text");
      assertThat(written.createdAt()).contains(Instant.ofEpochMilli(time.toEpochMilli()));
      assertThat(store.info(ID)).isEqualTo(written);
    }
  }

  /**
   * Equal values are values of their own: "never dropped because somebody else wrote an equal
   * value".
   */
  @EachVariant
  void equalValuesAreVersionsOfTheirOwn(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo zero = store.putLatest(ID, "same");
    VersionInfo one = store.putLatest(ID, "same");
    assertThat(one.version()).isEqualTo(1);
    assertThat(one.writeId()).isNotEqualTo(zero.writeId());
    assertThat(one.location()).isNotEqualTo(zero.location());
  }

  @EachVariant
  void malformedOptionsAreRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    WriteOptions[] malformed = {
      WriteOptions.DEFAULT.contentType(""),
      WriteOptions.DEFAULT.contentType("text\nplain"),
      WriteOptions.DEFAULT.metadata("", "nameless"),
      WriteOptions.DEFAULT.metadata("half", "\uD83D")
    };
    for (WriteOptions options : malformed) {
      fails(InvalidRequest.class, ID, () -> store.with(options).init(ID, "text"));
    }
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void nothingIsWrittenThroughAClosedStore(Variant variant) {
    var vhs = open(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "text");
    vhs.close();
    vhs.close();
    assertThatThrownBy(() -> store.putLatest(ID, "more")).isInstanceOf(RuntimeException.class);
    assertThat(texts(variant).getLatest(ID).version()).isZero();
  }
}
