package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.DynamoForeignWriter.number;
import static dev.vhs.aws.dynamo.DynamoForeignWriter.text;
import static dev.vhs.aws.dynamo.SamplePointers.ELSEWHERE;
import static dev.vhs.aws.dynamo.SamplePointers.inline;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
  private static final Row POINTER = SamplePointers.after(pointer("id", 6), pointer("id", 7));
  private static final Row INLINE = inline("id", 7, 20);

  private static Map<String, AttributeValue> item(Row row) {
    return new HashMap<>(Items.of(row));
  }

  private static Map<String, AttributeValue> with(Row row, String name, AttributeValue value) {
    Map<String, AttributeValue> item = item(row);
    item.put(name, value);
    return item;
  }

  private static Map<String, AttributeValue> without(Row row, String name) {
    Map<String, AttributeValue> item = item(row);
    assertThat(item.remove(name)).isNotNull();
    return item;
  }

  private static AttributeValue map(String... namesAndTexts) {
    Map<String, AttributeValue> map = new HashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      map.put(namesAndTexts[i], text(namesAndTexts[i + 1]));
    }
    return AttributeValue.fromM(map);
  }

  private static AttributeValue bytes(int size) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(new byte[size]));
  }

  /** Checks names and types, which must not change: other programs and later releases read them. */
  @Test
  void aPointerHasTheAttributesOfTheDesign() {
    Map<String, AttributeValue> item = Items.of(POINTER);
    assertThat(item)
        .containsOnlyKeys(
            "id",
            "version",
            "format",
            "payload",
            "describes",
            "writeId",
            "recentWriteIds",
            "size",
            "storedSize",
            "sha256",
            "contentType",
            "createdAt",
            "committedAt",
            "metadata")
        .containsEntry("id", text("id"))
        .containsEntry("version", number(7))
        .containsEntry("format", number(1))
        .containsEntry("size", number(12))
        .containsEntry("storedSize", number(12))
        .containsEntry("contentType", text("text/plain"))
        .containsEntry("createdAt", number(1))
        .containsEntry("committedAt", number(1_700_000_000_000L))
        .containsEntry("metadata", map("by", "a"));
    Location payload = Objects.requireNonNull(POINTER.payload());
    assertThat(item.get("payload")).isEqualTo(map("bucket", "bucket", "key", payload.key()));
    assertThat(item.get("describes")).isEqualTo(text("bucket/" + payload.key()));
    UUID writeId = Objects.requireNonNull(POINTER.writeId());
    assertThat(item.get("writeId").b().asByteBuffer().getLong())
        .isEqualTo(writeId.getMostSignificantBits());
    assertThat(item.get("writeId").b().asByteArrayUnsafe()).hasSize(16);
    assertThat(item.get("sha256").b().asByteArrayUnsafe()).hasSize(32);
    assertThat(item.get("recentWriteIds").b().asByteArrayUnsafe())
        .hasSize(RecentWriteIds.BYTES_EACH);
  }

  @Test
  void rowsOfOtherKindsHaveNothingElse() {
    assertThat(Items.of(INLINE)).containsKey("value").doesNotContainKeys("payload", "describes");
    assertThat(Items.of(Row.tombstone("id", 1, UUID.randomUUID(), Instant.ofEpochMilli(5))))
        .containsOnlyKeys("id", "version", "format", "writeId", "committedAt", "kind")
        .containsEntry("kind", text("tombstone"));
    assertThat(Items.of(Row.filler("id", 1, 4, UUID.randomUUID(), Instant.ofEpochMilli(5))))
        .containsOnlyKeys("id", "version", "format", "writeId", "committedAt", "kind", "upTo")
        .containsEntry("upTo", number(4));
  }

  /** Counts as DynamoDB does ("Item sizes and formats"), with the largest numbers. */
  @Test
  void anItemIsNeverLargerThanItsRowIsSaidToBe() {
    for (Row row : new Row[] {POINTER, INLINE, POINTER.marker()}) {
      long bytes = 0;
      for (var attribute : Items.of(row).entrySet()) {
        bytes += attribute.getKey().length() + size(attribute.getValue());
      }
      assertThat(bytes).isLessThanOrEqualTo(ItemSize.of(row));
    }
  }

  private static long size(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().length();
      case N -> 11;
      case B -> value.b().asByteArrayUnsafe().length;
      case M ->
          3
              + value.m().entrySet().stream()
                  .mapToLong(entry -> 1 + entry.getKey().length() + size(entry.getValue()))
                  .sum();
      default -> throw new AssertionError(value);
    };
  }

  @Test
  void theOlderPayloadIsRead() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", text("id"),
            "version", number(3),
            "payload", map("namespace", "bucket", "path", "a/b"));
    assertThat(Items.row(item)).isEqualTo(Row.foreign("id", 3, new Location("bucket", "a/b")));
  }

  @Test
  void bucketAndKeyGoBeforeWhatTheyWereCalledOnce() {
    Map<String, AttributeValue> item =
        Map.of(
            "id", text("id"),
            "version", number(3),
            "payload", map("bucket", "b", "key", "k", "namespace", "old", "path", "old"));
    assertThat(Items.row(item)).isEqualTo(Row.foreign("id", 3, new Location("b", "k")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3E0", "3.0", "3.00"})
  void aWholeNumberIsReadHoweverItIsSpelt(String version) {
    Map<String, AttributeValue> item =
        Map.of(
            "id", text("id"),
            "version", AttributeValue.fromN(version),
            "payload", map("bucket", "b", "key", "k"));
    assertThat(Items.row(item).version()).isEqualTo(3);
  }

  @Test
  void factsOfAnotherObjectAreLeftOut() {
    AttributeValue elsewhere = map("bucket", ELSEWHERE.bucket(), "key", ELSEWHERE.key());
    for (Row row : new Row[] {POINTER, INLINE, POINTER.marker()}) {
      assertThat(Items.row(with(row, "payload", elsewhere)))
          .isEqualTo(row.pointedAt(row.version(), ELSEWHERE));
    }
    Location otherBucket = new Location("other", Objects.requireNonNull(POINTER.payload()).key());
    assertThat(
            Items.row(with(POINTER, "payload", map("bucket", "other", "key", otherBucket.key()))))
        .isEqualTo(POINTER.pointedAt(7, otherBucket));
  }

  @Test
  void attributesOfOtherProgramsAreLeftOut() {
    Map<String, AttributeValue> item = with(POINTER, "theirs", AttributeValue.fromBool(true));
    assertThat(Items.row(item)).isEqualTo(POINTER);
    Map<String, AttributeValue> bare =
        Map.of(
            "id", text("id"),
            "version", number(3),
            "payload", map("bucket", "b", "key", "k"),
            "size", text("large"),
            "value", number(5),
            "kind", text("theirs"),
            "metadata", text("theirs"));
    assertThat(Items.row(bare)).isEqualTo(Row.foreign("id", 3, new Location("b", "k")));
  }

  static Stream<Arguments> damaged() {
    return Stream.of(
        damage("version", without(POINTER, "version")),
        damage("version", with(POINTER, "version", text("seven"))),
        damage("version", with(POINTER, "version", number(-1))),
        damage("version", with(POINTER, "version", AttributeValue.fromN("1.5"))),
        damage("version", with(POINTER, "version", AttributeValue.fromN("9223372036854775808"))),
        damage("version", with(POINTER, "version", AttributeValue.fromN("1E+125"))),
        damage("payload", with(POINTER, "payload", text("s3://bucket/key"))),
        damage("payload", with(POINTER, "payload", AttributeValue.fromNul(true))),
        damage("payload.bucket", with(POINTER, "payload", map())),
        damage("payload.key", with(POINTER, "payload", map("bucket", "b"))),
        damage("payload.bucket", with(POINTER, "payload", map("namespace", "b", "key", "k"))),
        damage(
            "key",
            with(
                POINTER,
                "payload",
                AttributeValue.fromM(Map.of("bucket", text("b"), "key", number(1))))),
        damage("describes", with(POINTER, "describes", number(1))),
        damage("value", with(INLINE, "value", text("text"))),
        damage("value", with(INLINE, "value", AttributeValue.fromNul(true))),
        damage("writeId", with(POINTER, "writeId", bytes(15))),
        damage("writeId", with(POINTER, "writeId", text(UUID.randomUUID().toString()))),
        damage("recentWriteIds", with(POINTER, "recentWriteIds", bytes(13))),
        damage("recentWriteIds", with(POINTER, "recentWriteIds", bytes(12 * 17))),
        damage("size", without(POINTER, "size")),
        damage("size", with(POINTER, "size", number(-5))),
        damage("storedSize", without(POINTER, "storedSize")),
        damage("contentType", without(POINTER, "contentType")),
        damage("SHA-256", with(POINTER, "sha256", bytes(31))),
        damage("encoding", with(POINTER, "encoding", number(1))),
        damage("createdAt", with(POINTER, "createdAt", AttributeValue.fromN("1E30"))),
        damage("committedAt", with(POINTER, "committedAt", text("yesterday"))),
        damage("by", with(POINTER, "metadata", AttributeValue.fromM(Map.of("by", number(1))))),
        damage("kind", with(POINTER, "kind", text("ghost"))),
        damage("kind", with(POINTER, "kind", number(1))),
        damage("upTo", with(POINTER, "upTo", number(7))),
        damage("upTo", with(POINTER, "upTo", text("9"))),
        damage("format", with(POINTER, "format", text("one"))),
        damage("format", with(POINTER, "format", number(0))));
  }

  private static Arguments damage(String what, Map<String, AttributeValue> item) {
    return Arguments.of(what, item);
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void aDamagedItemIsNamedWithWhatIsWrong(String what, Map<String, AttributeValue> item) {
    assertThatThrownBy(() -> Items.row(item))
        .isInstanceOf(CorruptValue.class)
        .hasMessageContaining("'id'")
        .hasMessageContaining("is damaged")
        .hasMessageContaining(what)
        .satisfies(
            e -> {
              assertThat(((CorruptValue) e).id()).contains("id");
              boolean readable = !what.equals("version");
              if (readable) {
                assertThat(((CorruptValue) e).version()).hasValue(7);
              }
            });
  }

  /** "verify names version −1 for a row of version 1.5". */
  @Test
  void aVersionThatIsNotAWholeNumberIsNamedAsItIsWritten() {
    Map<String, AttributeValue> item = with(POINTER, "version", AttributeValue.fromN("1.5"));
    CorruptValue failure = catchThrowableOfType(CorruptValue.class, () -> Items.row(item));
    assertThat(failure.version()).isEmpty();
    assertThat(failure).hasMessageContaining("version 1.5 of 'id'");
    assertThat(Items.unreadable(item, failure).version()).isEqualTo("1.5");
    Map<String, AttributeValue> negative = with(POINTER, "version", number(-1));
    CorruptValue below = catchThrowableOfType(CorruptValue.class, () -> Items.row(negative));
    assertThat(below.version()).hasValue(-1);
    assertThat(Items.unreadable(negative, below).version()).isEqualTo("-1");
  }

  @Test
  void aHigherFormatIsRefusedBeforeAnythingElseIsRead() {
    Map<String, AttributeValue> item =
        Map.of("id", text("id"), "version", number(4), "format", number(2), "writeId", number(1));
    assertThatThrownBy(() -> Items.row(item))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("Row 4 of 'id' has format 2")
        .hasMessageContaining("use a newer release");
  }
}
