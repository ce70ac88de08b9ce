package dev.vhs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  record Book(String title, int copies) {}

  record LaterBook(String title, int copies, String shelf, Optional<String> note) {}

  record Loan(
      Instant at,
      LocalDate due,
      Duration length,
      OffsetDateTime returned,
      ZonedDateTime opened,
      Optional<String> to,
      Optional<String> from) {}

  record Node(Object next) {}

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static <T> T back(Codec<T> codec, T value) {
    return codec.decode(codec.encode(value), codec.contentType());
  }

  @Test
  void genericTypesComeBackAsTheyAre() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<Map<String, List<Book>>> shelves =
          vhs.store(JsonCodec.of(new TypeReference<Map<String, List<Book>>>() {}));
      Map<String, List<Book>> value = Map.of("novels", List.of(new Book("Emma", 1)));
      shelves.init("s", value);
      assertThat(shelves.getLatest("s").value()).isEqualTo(value);
      assertThat(shelves.info("s").contentType()).contains("application/json");
    }
  }

  @Test
  void aTypeThatIsKnownAtRunTimeAloneComesBackAsItIs() throws Exception {
    Type listOfBooks = JsonCodecTest.class.getDeclaredMethod("books").getGenericReturnType();
    @SuppressWarnings("unchecked")
    Codec<Object> codec = (Codec<Object>) Codec.json(listOfBooks);
    assertThat(back(codec, books())).isEqualTo(books());
    assertThat(codec).hasToString("JsonCodec[java.util.List<" + Book.class.getName() + ">]");
  }

  static List<Book> books() {
    return List.of(new Book("Emma", 1), new Book("Persuasion", 2));
  }

  @Test
  void readersOfBothReleasesOfARecordUnderstandEachOther() {
    Codec<Book> old = Codec.json(Book.class);
    Codec<LaterBook> later = Codec.json(LaterBook.class);
    byte[] newer = later.encode(new LaterBook("Emma", 1, "A3", Optional.of("torn")));
    assertThat(old.decode(newer, "application/json")).isEqualTo(new Book("Emma", 1));
    assertThat(later.decode(old.encode(new Book("Emma", 1)), "application/json"))
        .isEqualTo(new LaterBook("Emma", 1, null, Optional.empty()));
  }

  @Test
  void timesAndOptionalsAreWrittenForPeopleAndComeBackAsTheyWere() {
    Codec<Loan> codec = Codec.json(Loan.class);
    Loan loan =
        new Loan(
            Instant.parse("2026-11-23T19:54:29.123456789Z"),
            LocalDate.parse("2026-12-24"),
            Duration.parse("PT36H0.5S"),
            OffsetDateTime.parse("2026-12-20T10:00+02:00"),
            ZonedDateTime.parse("2026-12-20T10:00+01:00[Europe/Paris]"),
            Optional.of("Anne"),
            Optional.empty());
    assertThat(back(codec, loan)).isEqualTo(loan);
    assertThat(text(codec.encode(loan)))
        .contains("2026-11-23T19:54:29.123456789Z", "\"2026-12-24\"", "\"PT36H0.5S\"", "\"Anne\"")
        .contains("+02:00", "Europe/Paris");
  }

  /** As they were written before times had their texts. */
  @Test
  void timesAsNumbersAreRead() {
    Codec<Instant> codec = Codec.json(Instant.class);
    assertThat(codec.decode("1700000000.000000005".getBytes(StandardCharsets.UTF_8), "x/y"))
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 5));
  }

  /** Jackson's reader has limits that its writer has not; the first is of 20,000,000 characters. */
  @Test
  void whatIsWrittenCanBeReadHoweverLong() {
    Codec<Map<String, Object>> codec = JsonCodec.of(new TypeReference<Map<String, Object>>() {});
    Map<String, Object> texts = Map.of("n".repeat(60_000), "x".repeat(20_000_001));
    assertThat(back(codec, texts).equals(texts)).isTrue();
    BigInteger whole = BigInteger.ONE.shiftLeft(30_000);
    BigDecimal decimal = new BigDecimal(whole, 5_000);
    assertThat(back(Codec.json(BigInteger.class), whole)).isEqualTo(whole);
    assertThat(back(Codec.json(BigDecimal.class), decimal)).isEqualTo(decimal);
  }

  @Test
  void whatNestsTooDeepIsRefusedWhenItIsWritten() {
    Codec<List<Object>> codec = JsonCodec.of(new TypeReference<List<Object>>() {});
    List<Object> deepest = nested(1_000);
    assertThat(back(codec, deepest)).isEqualTo(deepest);
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<List<Object>> store = vhs.store(codec);
      for (List<Object> value : List.of(nested(1_001), nested(100_000), cyclic())) {
        assertThatThrownBy(() -> store.init("deep", value))
            .isInstanceOf(CodecFailure.class)
            .hasMessageContaining("1001")
            .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
      }
      assertThat(store.exists("deep")).isFalse();
    }
  }

  private static List<Object> nested(int depth) {
    List<Object> value = new ArrayList<>();
    for (int level = 1; level < depth; level++) {
      List<Object> outer = new ArrayList<>();
      outer.add(value);
      value = outer;
    }
    return value;
  }

  private static List<Object> cyclic() {
    List<Object> value = new ArrayList<>();
    value.add(new Node(value));
    return value;
  }

  @Test
  void whatIsDeepInTheStoreIsACodecFailureToo() {
    String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    try (Vhs vhs = Vhs.open("memory:")) {
      vhs.store(Codec.text()).init("deep", deep);
      assertThatThrownBy(() -> vhs.store(Codec.json(Object.class)).getLatest("deep"))
          .isInstanceOf(CodecFailure.class);
    }
  }

  @Test
  void badJsonSaysWhereAndNamesNoClassThatNoticed() {
    Codec<List<Book>> codec = JsonCodec.of(new TypeReference<List<Book>>() {});
    try (Vhs vhs = Vhs.open("memory:")) {
      vhs.store(Codec.text()).init("bad", "[{\"title\":\"Emma\",\"copies\":\"many\"}]");
      assertThatThrownBy(() -> vhs.store(codec).getLatest("bad"))
          .isInstanceOf(CodecFailure.class)
          .hasMessageContaining("\"many\"")
          .hasMessageContaining("(at [0].copies)")
          .hasMessageNotContaining("Exception");
      for (String text : List.of("null", "", "{", "[{]", "\u0000")) {
        vhs.store(Codec.text()).putLatest("bad", text);
        assertThatThrownBy(() -> vhs.store(codec).getLatest("bad"))
            .as(text)
            .isInstanceOf(CodecFailure.class);
      }
    }
  }

  @Test
  void halfACharacterComesBackInATextAndIsRefusedInAName() {
    Codec<Map<String, String>> codec = JsonCodec.of(new TypeReference<Map<String, String>>() {});
    Map<String, String> inText = Map.of("name \\ud800", "\ud800");
    assertThat(back(codec, inText)).isEqualTo(inText);
    try (Vhs vhs = Vhs.open("memory:")) {
      for (String half : List.of("\ud800", "a\ud83dz", "\udc00")) {
        assertThatThrownBy(() -> vhs.store(codec).init("a", Map.of(half, "value")))
            .isInstanceOf(CodecFailure.class)
            .hasMessageContaining("surrogate");
      }
      assertThat(vhs.streams().exists("a")).isFalse();
    }
  }

  @Test
  void aMapperOfOnesOwnDecides() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    JsonCodec<Book> codec = JsonCodec.of(Book.class).with(mapper);
    assertThat(text(codec.encode(new Book("Emma", 1))))
        .isEqualTo("{\"Title\":\"Emma\",\"Copies\":1}");
    assertThat(back(codec, new Book("Emma", 1))).isEqualTo(new Book("Emma", 1));
    byte[] more =
        "{\"Title\":\"Emma\",\"Copies\":1,\"Shelf\":\"A3\"}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> codec.decode(more, "application/json")).hasMessageContaining("Shelf");
  }

  @Test
  void aMapperOfAnotherFormatIsRefused() {
    ObjectMapper mapper =
        new ObjectMapper(
            new JsonFactory() {
              private static final long serialVersionUID = 1;

              @Override
              public String getFormatName() {
                return "CBOR";
              }
            });
    assertThatThrownBy(() -> JsonCodec.of(Book.class).with(mapper))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("CBOR");
  }
}
