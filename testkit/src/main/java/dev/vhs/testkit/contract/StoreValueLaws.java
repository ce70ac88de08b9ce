package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Row;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of values: every size comes back, inline and in an object. */
abstract class StoreValueLaws extends StoreLaws {
  private static final long SEED = 3;
  private static final int INLINE_ITEM_BYTES = 4096;

  StoreValueLaws(VersionedStoreContract contract) {
    super(contract);
  }

  @ParameterizedTest
  @CsvSource({
    "MULTI, 0",
    "MULTI, 1",
    "MULTI, 1000",
    "MULTI, 65536",
    "MULTI, 1048576",
    "SINGLE, 0",
    "SINGLE, 1",
    "SINGLE, 65537",
    "SINGLE, 1048576"
  })
  void valuesOfEverySizeComeBack(Variant variant, int size) {
    byte[] value = PatternBody.bytes(SEED, 0, size);
    VersionedStore<byte[]> store = open(variant).store(Codec.bytes());
    VersionedStore<byte[]> objects = openWithoutInline(variant).store(Codec.bytes());
    VersionInfo written = store.init("inline or not", value);
    objects.init("in an object", value);
    assertThat(written.size()).isEqualTo(size);
    for (String id : List.of("inline or not", "in an object")) {
      assertThat(store.getLatest(id).value()).isEqualTo(value);
      assertThat(store.get(id, 0).value()).isEqualTo(value);
      assertThat(store.info(id).size()).isEqualTo(size);
      assertThat(store.info(id).sha256()).isEqualTo(written.sha256());
    }
    assertThat(objects.info("in an object").location()).isPresent();
  }

  /** "Inline when the whole item fits one read unit (4 KB) by default": exactly then. */
  @EachVariant
  void aValueIsInlineExactlyWhereItsItemFits(Variant variant) {
    VersionedStore<byte[]> store = open(variant).store(Codec.bytes());
    VersionInfo one = store.putLatest(ID, PatternBody.bytes(SEED, 0, 1));
    assertThat(one.location()).as("of one byte").isEmpty();
    int threshold = (int) (INLINE_ITEM_BYTES - ItemSize.of(newestRow(variant)) + 1);
    for (int size = threshold - 1; size <= threshold + 1; size++) {
      byte[] value = PatternBody.bytes(size, 0, size);
      VersionInfo info = store.putLatest(ID, value);
      assertThat(info.location().isEmpty())
          .as("inline with %d bytes", size)
          .isEqualTo(size <= threshold);
      assertThat(store.getLatest(ID).value()).isEqualTo(value);
      if (size <= threshold) {
        assertThat(ItemSize.of(newestRow(variant))).isLessThanOrEqualTo(INLINE_ITEM_BYTES);
      }
    }
  }

  private Row newestRow(Variant variant) {
    List<Row> rows = rows(variant, ID);
    return rows.get(rows.size() - 1);
  }

  /** "S3 objects carry the id (base64url) and the write id as user metadata". */
  @EachVariant
  void objectsTellTheirIdAndWrite(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    VersionInfo info = store.init(ID, "zero");
    ObjectInfo object = backend(variant).objects().stat(info.location().orElseThrow(), CALL);
    assertThat(object).isNotNull();
    if (object != null) {
      assertThat(object.userMetadata())
          .containsEntry("vhs-id", "YW4gaWQ")
          .containsEntry("vhs-write-id", info.writeId().orElseThrow().toString());
    }
  }
}
