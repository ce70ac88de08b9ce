package dev.vhs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures of codecs, each of which is a {@link CodecFailure}; null is no value. */
class CodecTest {
  record Book(String title, int copies) {}

  /** A codec whose three methods are given. */
  private record OfParts(
      Function<String, byte[]> encoding, Function<byte[], String> decoding, String contentType)
      implements Codec<String> {
    @Override
    public byte[] encode(String value) {
      return encoding.apply(value);
    }

    @Override
    public String decode(byte[] bytes, String type) {
      return decoding.apply(bytes);
    }
  }

  private static final Codec<String> SOUND =
      new OfParts(String::getBytes, bytes -> new String(bytes, StandardCharsets.UTF_8), "x/y");

  @SuppressWarnings("TypeParameterUnusedInFormals") // that is what it is for
  private static <E extends Throwable> RuntimeException sneaky(Throwable any) throws E {
    @SuppressWarnings("unchecked")
    E unchecked = (E) any;
    throw unchecked;
  }

  static Stream<Named<Codec<?>>> codecs() {
    return Stream.of(
        Named.of("text", Codec.text()),
        Named.of("bytes", Codec.bytes()),
        Named.of("json", Codec.json(Book.class)),
        Named.of("an application's own", SOUND));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  @SuppressWarnings("NullAway") // null is what is tested
  <T> void nullIsRefusedAndNothingIsWritten(Codec<T> codec) {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<T> store = vhs.store(codec);
      VersionInfo first = vhs.streams().init("there", Source.of(new byte[] {'1'}));
      for (ThrowingCallable write :
          Stream.<ThrowingCallable>of(
                  () -> store.init("new", null),
                  () -> store.put("new", 3, null),
                  () -> store.putLatest("new", null),
                  () -> store.upsert("new", null, value -> value),
                  () -> store.putAll(nullFor("new")).get("new").get())
              .toList()) {
        assertThatThrownBy(write)
            .isInstanceOfSatisfying(
                CodecFailure.class, failure -> assertThat(failure.id()).contains("new"))
            .hasMessageContaining("'new' is null")
            .hasMessageContaining("delete the id");
      }
      assertThatThrownBy(() -> store.replace(first, null)).isInstanceOf(CodecFailure.class);
      assertThatThrownBy(() -> store.upsert("there", null, value -> value))
          .isInstanceOf(CodecFailure.class);
      assertThat(store.exists("new")).isFalse();
      assertThat(store.info("there").version()).isZero();
    }
  }

  private static <T> Map<String, T> nullFor(String id) {
    Map<String, T> values = new LinkedHashMap<>();
    values.put(id, null);
    return values;
  }

  /** Those of this library also by themselves; an application's own does as it likes. */
  @ParameterizedTest
  @MethodSource("codecs")
  @SuppressWarnings("NullAway")
  void nullIsRefusedByEachCodecOfThisLibrary(Codec<?> codec) {
    if (codec != SOUND) {
      assertThatThrownBy(() -> codec.encode(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("the value is null");
    }
  }

  static Stream<Named<Codec<String>>> brokenWriters() {
    return Stream.of(
        Named.of("null", new OfParts(value -> null, String::new, "x/y")),
        Named.of("no type", new OfParts(String::getBytes, String::new, null)),
        broken(new IllegalStateException("broken")),
        broken(new IOException("broken")),
        broken(new StackOverflowError()),
        broken(new NoClassDefFoundError("Absent")),
        broken(new ArrayStoreException()));
  }

  private static Named<Codec<String>> broken(Throwable failure) {
    Function<String, byte[]> encoding =
        value -> {
          throw CodecTest.<RuntimeException>sneaky(failure);
        };
    return Named.of(failure.toString(), new OfParts(encoding, String::new, "x/y"));
  }

  @ParameterizedTest
  @MethodSource("brokenWriters")
  void whateverACodecThrowsIsACodecFailure(Codec<String> codec) {
    try (Vhs vhs = Vhs.open("memory:")) {
      assertThatThrownBy(() -> vhs.store(codec).init("a", "value"))
          .isInstanceOf(CodecFailure.class)
          .hasMessageMatching("The value for 'a' can't be encoded: \\S.*\\. Nothing was written")
          .hasMessageNotContaining(": null")
          .hasCauseInstanceOf(Throwable.class);
      assertThat(vhs.streams().exists("a")).isFalse();
    }
  }

  @Test
  void whateverACodecThrowsOnReadingIsACodecFailure() {
    try (Vhs vhs = Vhs.open("memory:")) {
      vhs.store(SOUND).init("a", "value");
      for (Throwable thrown :
          Arrays.asList(
              new IllegalStateException("broken"),
              new IOException("broken"),
              new StackOverflowError(),
              new NoClassDefFoundError("Absent"),
              null)) {
        Codec<String> broken =
            new OfParts(
                String::getBytes,
                bytes -> {
                  if (thrown == null) {
                    return null;
                  }
                  throw CodecTest.<RuntimeException>sneaky(thrown);
                },
                "x/y");
        assertThatThrownBy(() -> vhs.store(broken).getLatest("a"))
            .isInstanceOfSatisfying(
                CodecFailure.class, failure -> assertThat(failure.version()).hasValue(0))
            .hasMessageMatching("Version 0 of 'a' can't be decoded: \\S.*");
        assertThatThrownBy(() -> vhs.store(broken).update("a", value -> value))
            .isInstanceOf(CodecFailure.class);
      }
    }
  }

  /** A store's own failure, such as of another store that a codec reads, keeps its type. */
  @Test
  void aFailureOfAStoreKeepsItsType() {
    Codec<String> reading =
        new OfParts(
            value -> {
              throw new StoreUnavailable("busy", null, null);
            },
            String::new,
            "x/y");
    try (Vhs vhs = Vhs.open("memory:")) {
      assertThatThrownBy(() -> vhs.store(reading).init("a", "value"))
          .isInstanceOf(StoreUnavailable.class);
    }
  }
}
