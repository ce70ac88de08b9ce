package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.VersionConflict;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Body;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.faults.FaultScript;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * "other programs update such rows by hand, with and without raising version, and must be neither
 * overwritten nor undone".
 */
abstract class StoreForeignLaws extends StoreLaws {
  StoreForeignLaws(VersionedStoreContract contract) {
    super(contract);
  }

  private ForeignWriter writer(Variant variant) {
    return foreignWriter(variant)
        .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"));
  }

  /** Stores an object as another program does, where the store reads it: below its prefix. */
  private Location object(Variant variant, String name, String text) throws IOException {
    return objectAt(variant, underPrefix(variant, "by-hand/" + name), text);
  }

  private Location objectAt(Variant variant, String key, String text) throws IOException {
    var backend = backend(variant);
    Upload upload =
        Upload.builder(key, Body.of(SampleRows.text(text))).contentType("text/plain").build();
    backend.objects().put(upload, CALL);
    return new Location(backend.objects().traits().bucket(), key);
  }

  /** "Readers accept, always and without being told: items with only id, version, payload". */
  @EachVariant
  void aBareItemIsRead(Variant variant) throws IOException {
    VersionedStore<String> store = texts(variant);
    store.init("exists", "");
    writer(variant).put(ID, 3, object(variant, "three", "by another"));
    Versioned<String> read = store.getLatest(ID);
    assertThat(read.value()).isEqualTo("by another");
    assertThat(read.version()).isEqualTo(3);
    assertThat(read.info().size()).isEqualTo(-1);
    assertThat(store.replace(read, "by us").version()).isEqualTo(4);
    assertThat(store.getLatest(ID).value()).isEqualTo("by us");
  }

  /** "where payload has come to name another, our facts, value and kind are ignored". */
  @EachVariant
  void aRowThatWasPointedElsewhereIsReadThere(Variant variant) throws IOException {
    for (boolean inline : new boolean[] {true, false}) {
      String id = "id " + inline;
      Vhs vhs = inline ? open(variant) : openWithoutInline(variant);
      VersionedStore<String> store = vhs.store(Codec.text());
      store.init(id, "by us, and of another length");
      writer(variant).write(id, 0, object(variant, id, "by hand"));
      assertThat(store.getLatest(id).value()).isEqualTo("by hand");
      assertThat(store.update(id, before -> before + "!").version()).isEqualTo(1);
      assertThat(store.getLatest(id).value()).isEqualTo("by hand!");
    }
  }

  /** A row changed by hand between a read and a write is neither overwritten nor undone. */
  @Test
  void aRowChangedByHandIsNotOverwritten() throws IOException {
    FaultScript script = new FaultScript();
    Vhs vhs = open(builder(faulty(Variant.SINGLE, script).backend()));
    VersionedStore<String> store = vhs.store(Codec.text());
    VersionInfo zero = store.init(ID, "zero");
    ForeignWriter writer = writer(Variant.SINGLE);
    Location byHand = object(Variant.SINGLE, "one", "by hand");
    writer.write(ID, 0, byHand);
    fails(VersionConflict.class, ID, () -> store.replace(zero, "mine"));
    VersionInfo read = store.info(ID);
    writer.write(ID, 1, byHand);
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "mine"));
    assertThat(store.getLatest(ID).value()).isEqualTo("by hand");
    Location again = object(Variant.SINGLE, "two", "by hand again");
    script.before("commit", () -> writer.write(ID, 1, again));
    assertThat(store.update(ID, before -> before + "!").version()).isEqualTo(2);
    assertThat(store.getLatest(ID).value()).isEqualTo("by hand again!");
    assertThat(script.isUsedUp()).isTrue();
  }

  /**
   * "A store owns its bucket and prefix alone, and deletes nothing outside them, whatever a pointer
   * says."
   */
  @EachVariant
  void objectsOfOthersAreNotDeleted(Variant variant) throws IOException {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    VersionInfo other = store.init("other", "another id's");
    Location theirs = objectAt(variant, "by-hand/theirs", "theirs");
    Location store0 =
        new Location(
            backend(variant).objects().traits().bucket(), underPrefix(variant, ".vhs/store.json"));
    int version = 0;
    for (Location location : new Location[] {theirs, other.location().orElseThrow(), store0}) {
      writer(variant).put(ID, version, location);
      store.putLatest(ID, "by us");
      store.purge(ID);
      version += 10;
    }
    vhs.close();
    for (Location location : new Location[] {theirs, other.location().orElseThrow(), store0}) {
      assertThat(backend(variant).objects().stat(location, CALL)).as("%s", location).isNotNull();
    }
    assertThat(texts(variant).getLatest("other").value()).isEqualTo("another id's");
  }
}
