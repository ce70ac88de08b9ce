package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.spi.Body;
import dev.vhs.spi.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of uploads: whole or not at all, and absent where asked for. */
abstract class ObjectUploadLaws extends ObjectLaws {
  private static final long SEED = 7;

  ObjectUploadLaws(ObjectStoreContract contract) {
    super(contract);
  }

  /** "IOException if the body can't be read; nothing is stored then". */
  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "1, false", "70000, true", "70000, false", "9000000, true"})
  void aBodyThatFailsLeavesNothing(long failsAt, boolean sized) throws IOException {
    ObjectStore store = open();
    IOException failure = new IOException("the source broke off");
    Body body =
        new PatternBody(
            20_000_000,
            SEED,
            sized,
            offset -> {
              if (offset >= failsAt) {
                throw failure;
              }
            });
    assertThatThrownBy(() -> store.put(upload(KEY, body, false), CALL))
        .isInstanceOf(IOException.class);
    assertThat(stat(store, KEY)).isNull();
    assertThat(read(store, KEY)).isNull();
    assertThat(keys(store, "", 10)).isEmpty();
    put(store, KEY, "anew");
    assertThat(text(store, KEY)).isEqualTo("anew");
  }

  /** "No reader must ever see a part of it, also if the upload fails": the object before stays. */
  @Test
  void aBodyThatFailsLeavesTheObjectBefore() throws IOException {
    ObjectStore store = open();
    put(store, KEY, "as it was");
    Body body =
        new PatternBody(
            100_000,
            SEED,
            true,
            offset -> {
              if (offset > 50_000) {
                throw new IOException("the source broke off");
              }
            });
    assertThatThrownBy(() -> store.put(upload(KEY, body, false), CALL))
        .isInstanceOf(IOException.class);
    assertThat(text(store, KEY)).isEqualTo("as it was");
  }

  /** A body that has fewer or more bytes than it said is not stored as if it were whole. */
  @ParameterizedTest
  @ValueSource(longs = {0, 999, 1001, 5_000_000})
  void aBodyOfAnotherSizeThanItSaidIsNotStored(long said) {
    ObjectStore store = open();
    Body actual = new PatternBody(1000, SEED);
    Body body =
        new Body() {
          @Override
          public OptionalLong size() {
            return OptionalLong.of(said);
          }

          @Override
          public boolean isReplayable() {
            return true;
          }

          @Override
          public InputStream open() throws IOException {
            return actual.open();
          }
        };
    assertThatThrownBy(() -> store.put(upload(KEY, body, false), CALL)).isNotNull();
    assertThat(stat(store, KEY)).isNull();
  }

  /**
   * "No reader must ever see a part of it, also if the upload fails or the process dies": a thread
   * that dies leaves nothing that can be read.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUploadThatDiesLeavesNothing(boolean sized) {
    ObjectStore store = open();
    ObjectStore reader = open();
    Body body =
        new PatternBody(
            9_000_000,
            SEED,
            sized,
            offset -> {
              if (offset > 6_000_000) {
                throw new Death();
              }
            });
    assertThatThrownBy(() -> store.put(upload(KEY, body, false), CALL)).isInstanceOf(Death.class);
    assertThat(stat(reader, KEY)).isNull();
    assertThat(keys(reader, "", 10)).isEmpty();
  }

  /** The end of a thread in the middle of an upload. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** "No reader must ever see a part of it": while it is uploaded it is not there. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectIsNotThereBeforeItIsWhole(boolean sized) throws IOException {
    ObjectStore store = open();
    ObjectStore reader = open();
    AtomicInteger looks = new AtomicInteger();
    Body body =
        new PatternBody(
            9_000_000,
            SEED,
            sized,
            offset -> {
              if (offset >= looks.get() * 3_000_000L) {
                looks.incrementAndGet();
                assertThat(stat(reader, KEY)).as("after %d bytes", offset).isNull();
                assertThat(read(reader, KEY)).isNull();
                assertThat(keys(reader, "prefix/", 10)).isEmpty();
              }
            });
    assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
    assertThat(looks).hasPositiveValue();
    assertThat(read(reader, KEY)).isNotNull();
  }

  /** A body that can be read once only is read once only, and closed. */
  @Test
  void aBodyIsReadOnceAndClosed() throws IOException {
    ObjectStore store = open();
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    byte[] bytes = PatternBody.bytes(SEED, 0, 10_000);
    Body body =
        new Body() {
          @Override
          public OptionalLong size() {
            return OptionalLong.empty();
          }

          @Override
          public boolean isReplayable() {
            return false;
          }

          @Override
          public InputStream open() {
            assertThat(opened.incrementAndGet()).isEqualTo(1);
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
              @Override
              public void close() throws IOException {
                closed.incrementAndGet();
                super.close();
              }
            };
          }
        };
    assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
    assertThat(opened).hasValue(1);
    assertThat(closed).hasPositiveValue();
  }

  /** "false only if Upload.ifAbsent() was set and an object had the key". */
  @Test
  void anUploadThatMustFindNothingLeavesWhatIsThere() throws IOException {
    ObjectStore store = open();
    assertThat(store.put(upload(KEY, Body.of(bytes("first")), true), CALL)).isTrue();
    assertThat(store.put(upload(KEY, Body.of(bytes("second")), true), CALL)).isFalse();
    assertThat(text(store, KEY)).isEqualTo("first");
    assertThat(store.put(upload(KEY, new PatternBody(9_000_000, SEED), true), CALL)).isFalse();
    assertThat(text(store, KEY)).isEqualTo("first");
    assertThat(keys(store, "", 10)).containsExactly(KEY);
    store.delete(at(store, KEY), CALL);
    assertThat(store.put(upload(KEY, Body.of(bytes("third")), true), CALL)).isTrue();
    assertThat(text(store, KEY)).isEqualTo("third");
  }

  /** "false only if Upload.ifAbsent() was set": without it the object is replaced, as a whole. */
  @Test
  void anUploadReplacesWhatIsThere() throws IOException {
    ObjectStore store = open();
    assertThat(put(store, KEY, "a long text that was there first")).isTrue();
    assertThat(put(store, KEY, "short")).isTrue();
    assertThat(text(store, KEY)).isEqualTo("short");
    assertThat(put(store, KEY, "")).isTrue();
    assertThat(text(store, KEY)).isEmpty();
  }

  /**
   * "Ends uploads under a prefix that were begun before a moment and never finished": never
   * objects.
   */
  @Test
  void abortingUploadsLeavesObjectsAlone() throws IOException {
    ObjectStore store = open();
    put(store, "a/1", "text");
    assertThatThrownBy(
            () ->
                store.put(
                    upload(
                        "a/2",
                        new PatternBody(
                            20_000_000,
                            SEED,
                            true,
                            offset -> {
                              if (offset > 10_000_000) {
                                throw new IOException("the source broke off");
                              }
                            }),
                        false),
                    CALL))
        .isInstanceOf(IOException.class);
    contract.clock().advance(Duration.ofDays(3));
    int aborted =
        store.abortUploads("a/", store.traits().clock().instant().plus(Duration.ofDays(1)), CALL);
    assertThat(aborted).as("a failed upload is cleaned up at once, or by this").isBetween(0, 1);
    assertThat(keys(store, "", 10)).containsExactly("a/1");
    assertThat(text(store, "a/1")).isEqualTo("text");
  }

  /** "begun before a moment": an upload that is under way is not ended by a sweep of older ones. */
  @Test
  void anUploadUnderWayIsNotAborted() throws IOException {
    ObjectStore store = open();
    ObjectStore sweeper = open();
    AtomicInteger sweeps = new AtomicInteger();
    Body body =
        new PatternBody(
            12_000_000,
            SEED,
            true,
            offset -> {
              if (offset > 6_000_000 && sweeps.getAndIncrement() == 0) {
                sweeper.abortUploads(
                    "", sweeper.traits().clock().instant().minus(Duration.ofDays(1)), CALL);
              }
            });
    assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
    assertThat(sweeps).hasPositiveValue();
    assertThat(read(store, KEY)).isNotNull();
  }
}
