package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionConflict;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.testkit.contract.EachVariant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code replace}, {@code update} and {@code upsert}: what they build upon, and refuse.
 */
abstract class EngineUpdateLaws extends EngineLaws {
  EngineUpdateLaws(EngineContract contract) {
    super(contract);
  }

  @EachVariant
  void oneReadAllowsOneReplacement(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    store.replace(read, "one");
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "one again"));
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  /**
   * A {@code VersionInfo} that came from a write can be handed to {@code replace}, one after the
   * other.
   */
  @EachVariant
  void replaceGoesOnFromTheFactsOfAWrite(Variant variant) {
    VersionedStore<String> store = texts(variant);
    VersionInfo info = store.init(ID, "0");
    for (int version = 1; version < 6; version++) {
      info = store.replace(info, Integer.toString(version));
      assertThat(info.version()).isEqualTo(version);
    }
    assertThat(store.getLatest(ID).value()).isEqualTo("5");
  }

  @EachVariant
  void replaceGoesOnFromInfo(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    assertThat(store.replace(store.info(ID), "one").version()).isEqualTo(1);
  }

  /** A {@code VersionInfo} of an old version is no licence, even if it was just read. */
  @Test
  void replaceOfAVersionThatIsNotTheNewestIsRefused() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    Versioned<String> old = store.get(ID, 0);
    fails(HigherVersionExists.class, ID, () -> store.replace(old, "two"));
    assertThat(store.replace(store.get(ID, 1), "two").version()).isEqualTo(2);
  }

  @EachVariant
  void replaceOfADeletedVersionIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    store.delete(ID);
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "one"));
    store.purge(ID);
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "one"));
    store.purgeAndForget(ID);
    assumeTrue(takesClock(), "within the commit window a forgotten id is written again");
    clock().advance(Duration.ofHours(2));
    fails(VersionConflict.class, ID, () -> store.replace(read, "one"));
    assertThat(store.exists(ID)).isFalse();
  }

  /** "An older read (a Versioned held for hours) is read again first." */
  @EachVariant
  void replaceOfAVersionReadHoursAgoIsJudgedAnew(Variant variant) {
    assumeTrue(takesClock(), "the backend goes by a clock that a test can't move");
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    clock().advance(Duration.ofHours(30));
    assertThat(store.replace(read, "one").version()).isEqualTo(1);
    Versioned<String> again = store.getLatest(ID);
    clock().advance(Duration.ofHours(30));
    store.putLatest(ID, "two, by another");
    fails(HigherVersionExists.class, ID, () -> store.replace(again, "two"));
  }

  /** "fn may answer 'no change'": "null for no change, and then nothing is written". */
  @EachVariant
  void updateWithoutAChangeWritesNothing(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo written = store.init(ID, "a");
    assertThat(store.update(ID, before -> null)).isEqualTo(written);
    assertThat(store.info(ID)).isEqualTo(written);
    assertThat(objects(variant)).hasSize(1);
  }

  @EachVariant
  void updateOfNothingIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    AtomicInteger calls = new AtomicInteger();
    fails(
        NoVersionExists.class, ID, () -> store.update(ID, before -> "x" + calls.incrementAndGet()));
    store.init(ID, "a");
    store.delete(ID);
    fails(
        NoVersionExists.class, ID, () -> store.update(ID, before -> "x" + calls.incrementAndGet()));
    assertThat(calls).hasValue(0);
    assertThat(store.exists(ID)).isFalse();
  }

  @EachVariant
  void aFunctionThatFailsWritesNothing(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo written = store.init(ID, "a");
    IllegalStateException failure = new IllegalStateException("from the function");
    assertThatThrownBy(
            () ->
                store.update(
                    ID,
                    before -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(store.info(ID)).isEqualTo(written);
    assertThat(objects(variant)).hasSize(1);
  }

  /** "or where there is no value (none yet, or deleted) writes value as the next version". */
  @EachVariant
  void upsertWritesWhereThereIsNothing(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.upsert(ID, "first", before -> before + "!").version()).isZero();
    assertThat(store.getLatest(ID).value()).isEqualTo("first");
    assertThat(store.upsert(ID, "unused", before -> before + "!").version()).isEqualTo(1);
    assertThat(store.getLatest(ID).value()).isEqualTo("first!");
    store.delete(ID);
    assertThat(store.upsert(ID, "anew", before -> before + "!").version()).isEqualTo(3);
    assertThat(store.getLatest(ID).value()).isEqualTo("anew");
  }

  @EachVariant
  void valuesThatCannotBeEncodedOrDecodedAreReported(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "no number");
    VersionedStore<Integer> numbers = open(variant).store(new NumberCodec());
    CodecFailure read = fails(CodecFailure.class, ID, () -> numbers.getLatest(ID));
    assertThat(read.version()).hasValue(0);
    fails(CodecFailure.class, ID, () -> numbers.update(ID, before -> 2));
    fails(CodecFailure.class, ID, () -> numbers.putLatest(ID, -1));
    assertThat(store.getLatest(ID).value()).isEqualTo("no number");
    assertThat(store.info(ID).version()).isZero();
  }

  /** A codec of numbers in decimal, above zero. */
  static final class NumberCodec implements Codec<Integer> {
    @Override
    public byte[] encode(Integer value) {
      if (value < 0) {
        throw new IllegalArgumentException("below zero: " + value);
      }
      return utf8(value.toString());
    }

    @Override
    public Integer decode(byte[] bytes, String contentType) {
      return Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public String contentType() {
      return "text/x-number";
    }
  }
}
