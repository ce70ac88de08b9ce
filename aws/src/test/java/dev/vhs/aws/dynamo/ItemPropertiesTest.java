package dev.vhs.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.spi.Row;
import dev.vhs.testkit.contract.RandomRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The properties of items, both those that this library writes and arbitrary ones. */
class ItemPropertiesTest {
  private static final List<String> NAMES = names();

  private static List<String> names() {
    List<String> names = new ArrayList<>(Items.OURS);
    names.add(Items.ID);
    return names;
  }

  @Provide
  static Arbitrary<AttributeValue> values() {
    Arbitrary<AttributeValue> simple =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.strings().all().ofMaxLength(12).map(AttributeValue::fromS),
                Arbitraries.of("value", "tombstone", "filler", "marker", "store", "b/k", "zstd")
                    .map(AttributeValue::fromS),
                Arbitraries.longs().map(number -> AttributeValue.fromN(Long.toString(number))),
                Arbitraries.of(
                        "0",
                        "1",
                        "-1",
                        "2",
                        "1.5",
                        "1E+125",
                        "1E-130",
                        "-0",
                        "9223372036854775807",
                        "9223372036854775808",
                        "99999999999999999999999999999999999999",
                        "7E0",
                        "NaN",
                        "",
                        "0x1",
                        "1_0",
                        " 1")
                    .map(AttributeValue::fromN),
                Arbitraries.bytes()
                    .array(byte[].class)
                    .ofMaxSize(200)
                    .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
                Arbitraries.of(12, 16, 32, 192)
                    .map(size -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[size]))),
                Arbitraries.of(true, false).map(AttributeValue::fromBool),
                Arbitraries.of(true, false).map(AttributeValue::fromNul),
                Arbitraries.strings()
                    .ofMaxLength(3)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(2)
                    .map(AttributeValue::fromSs)));
    Arbitrary<AttributeValue> maps =
        Arbitraries.maps(Arbitraries.of("bucket", "key", "namespace", "path", "by", ""), simple)
            .ofMaxSize(4)
            .map(AttributeValue::fromM);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, simple),
        net.jqwik.api.Tuple.of(2, maps),
        net.jqwik.api.Tuple.of(1, simple.list().ofMaxSize(2).map(AttributeValue::fromL)));
  }

  @Provide
  static Arbitrary<Map<String, AttributeValue>> items() {
    return Arbitraries.maps(Arbitraries.of(NAMES), values()).ofMaxSize(NAMES.size());
  }

  @Provide
  static Arbitrary<String> attributes() {
    return Arbitraries.of(NAMES);
  }

  @Property
  void aRowComesBackFromItsItem(@ForAll long seed) {
    Row row = RandomRows.row(new Random(seed));
    assertThat(Items.row(Items.of(row))).isEqualTo(row);
  }

  @Property
  void anyItemIsARowOrIsNamedAsDamaged(@ForAll("items") Map<String, AttributeValue> item) {
    parse(item);
  }

  /** Damages one attribute of a sound item: it has any value, or is missing. */
  @Property
  void oneStrangeAttributeSpoilsNothingElse(
      @ForAll long seed,
      @ForAll("attributes") String name,
      @ForAll("values") AttributeValue value,
      @ForAll boolean missing) {
    Row row = RandomRows.row(new Random(seed));
    Map<String, AttributeValue> item = new HashMap<>(Items.of(row));
    if (missing) {
      item.remove(name);
    } else {
      item.put(name, value);
    }
    Row read = parse(item);
    if (read == null) {
      return;
    }
    if (!name.equals(Items.ID)) {
      assertThat(read.id()).isEqualTo(row.id());
    }
    if (!name.equals(Items.VERSION)) {
      assertThat(read.version()).isEqualTo(row.version());
    }
    if (!name.equals(Items.PAYLOAD)) {
      assertThat(read.payload()).isEqualTo(row.payload());
    } else if (read.payload() != null && !read.payload().equals(row.payload())) {
      assertThat(read.content()).as("facts of another object").isNull();
      assertThat(read.value()).as("a value beside another object").isNull();
    }
    if (!name.equals(Items.VALUE) && read.value() != null) {
      assertThat(read.value()).isEqualTo(row.value());
    }
    if (!name.equals(Items.WRITE_ID)) {
      assertThat(read.writeId()).isEqualTo(row.writeId());
    }
  }

  /** Reads a pointer into another bucket as it stands, without our facts. */
  @Property
  void aForeignBucketIsReadAsItStands(@ForAll long seed, @ForAll("buckets") String bucket) {
    Row row = RandomRows.row(new Random(seed));
    Map<String, AttributeValue> item = new HashMap<>(Items.of(row));
    Location elsewhere = new Location(bucket, "their/key");
    item.put(
        Items.PAYLOAD,
        AttributeValue.fromM(
            Map.of(Items.BUCKET, Items.text(bucket), Items.KEY, Items.text(elsewhere.key()))));
    assertThat(Items.row(item)).isEqualTo(row.pointedAt(row.version(), elsewhere));
  }

  @Provide
  static Arbitrary<String> buckets() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("-.")
        .ofMinLength(3)
        .ofMaxLength(63);
  }

  /** Returns the row; null if it is damaged, as the documented errors say. */
  private static Row parse(Map<String, AttributeValue> item) {
    try {
      Row row = Items.row(item);
      assertThat(RandomRows.fault(row)).as("%s", row).isNull();
      return row;
    } catch (CorruptValue e) {
      assertThat(e.getMessage()).contains("is damaged");
      return null;
    } catch (StoreMismatch e) {
      assertThat(e.getMessage()).contains("use a newer release");
      return null;
    }
  }
}
