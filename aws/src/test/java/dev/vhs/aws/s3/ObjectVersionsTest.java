package dev.vhs.aws.s3;

import static dev.vhs.aws.s3.FaultyS3Http.error;
import static dev.vhs.aws.s3.FaultyS3Http.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.Codec;
import dev.vhs.Location;
import dev.vhs.Repair;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.RequestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** The behaviour of buckets with versioning: a purged object is gone with all its versions. */
class ObjectVersionsTest {
  private static final RequestContext CALL = RequestContext.unlimited();

  @RegisterExtension final FaultyS3 s3 = new FaultyS3();

  @TempDir Path dir;

  private void enableVersioning() {
    s3.client()
        .putBucketVersioning(
            put ->
                put.bucket(s3.bucket())
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private void put(String key, int times) {
    for (int i = 0; i < times; i++) {
      s3.client()
          .putObject(put -> put.bucket(s3.bucket()).key(key), RequestBody.fromString("text"));
    }
  }

  private void delete(String key) {
    s3.store().delete(new Location(s3.bucket(), key), CALL);
  }

  /** Returns the keys of all versions and delete markers. */
  private List<String> left() {
    ListObjectVersionsResponse all =
        s3.client().listObjectVersions(list -> list.bucket(s3.bucket()));
    List<String> keys = new ArrayList<>();
    all.versions().forEach(version -> keys.add(version.key()));
    all.deleteMarkers().forEach(marker -> keys.add(marker.key() + " deleted"));
    keys.sort(null);
    return keys;
  }

  /** Opens a store over the bucket. */
  private Vhs open(Variant variant) {
    SqlitePointerIndex index = SqlitePointerIndex.open(dir.resolve("index.db"), variant);
    return Vhs.builder(new Backend(index, s3.store(), "p", "versioned"))
        .reclaimBeforeReturning(true)
        .open();
  }

  @Test
  void allVersionsOfDeletedObjectsGoAndNoOthers() {
    enableVersioning();
    put("p/deleted", 2);
    delete("p/deleted");
    put("p/back", 1);
    delete("p/back");
    put("p/back", 1);
    put("p/there", 2);
    put("q/deleted", 1);
    delete("q/deleted");
    assertThat(s3.store().eraseDeleted("p/", CALL)).isEqualTo(3);
    assertThat(left())
        .containsExactly(
            "p/back",
            "p/back",
            "p/back deleted",
            "p/there",
            "p/there",
            "q/deleted",
            "q/deleted deleted");
    assertThat(s3.store().eraseDeleted("p/", CALL)).isZero();
  }

  @Test
  void aBucketWithoutVersioningKeepsNothing() {
    put("p/a", 1);
    put("p/b", 1);
    delete("p/b");
    assertThat(s3.store().eraseDeleted("p/", CALL)).isZero();
    assertThat(left()).containsExactly("p/a");
  }

  @Test
  void aServerThatKnowsNoVersionsKeepsNone() {
    s3.http().next(1, has("versions"), error(501, "NotImplemented"));
    assertThat(s3.store().eraseDeleted("p/", CALL)).isZero();
  }

  @Test
  void theMarkerGoesLastSoThatNothingComesBack() {
    enableVersioning();
    put("p/a", 2);
    delete("p/a");
    s3.http().next(100, has("delete"), error(403, "AccessDenied"));
    assertThatThrownBy(() -> s3.store().eraseDeleted("p/", CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("s3:DeleteObjectVersion");
    assertThat(s3.store().stat(new Location(s3.bucket(), "p/a"), CALL)).isNull();
    assertThat(s3.http().seen()).filteredOn(line -> line.equals("POST ?delete")).hasSize(1);
  }

  @Test
  void aMissingPermissionIsNamed() {
    s3.http().next(1, has("versions"), error(403, "AccessDenied"));
    assertThatThrownBy(() -> s3.store().eraseDeleted("p/", CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("s3:ListBucketVersions");
  }

  @ParameterizedTest
  @EnumSource
  void aPurgeLeavesNoVersionOfAnyObjectOfTheId(Variant variant) {
    enableVersioning();
    try (Vhs vhs = open(variant)) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.init("id", new byte[10_000]);
      store.putLatest("id", new byte[10_000]);
      store.putLatest("id", new byte[10_000]);
      store.init("other", new byte[10_000]);
      store.purge("id");
      assertThat(left()).allMatch(key -> key.startsWith("p/other/") || key.startsWith("p/.vhs/"));
      assertThat(store.getLatest("other").value()).hasSize(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeletedObjectIsBroughtBackByARepair(Variant variant) {
    enableVersioning();
    try (Vhs vhs = open(variant)) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      byte[] value = new byte[10_000];
      Location location = store.init("id", value).location().orElseThrow();
      store.init("other", value);
      delete(location.key());
      delete(location.key());
      assertThat(vhs.maintenance().verify(false, problem -> {}).problems()).isEqualTo(1);
      List<Repair> journal = new ArrayList<>();
      VerifyReport report =
          vhs.maintenance().verify(VerifyOptions.DEFAULT.repair(journal::add), problem -> {});
      assertThat(report.problems()).isEqualTo(1);
      assertThat(report.repaired()).isEqualTo(1);
      assertThat(journal)
          .extracting(Repair::state)
          .containsExactly(Repair.State.BEGUN, Repair.State.DONE);
      assertThat(store.getLatest("id").value()).isEqualTo(value);
      assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    }
  }

  @Test
  void whatIsNotCertainIsNotBroughtBack() {
    put("p/plain", 1);
    delete("p/plain");
    assertThat(s3.store().undelete(new Location(s3.bucket(), "p/plain"), 4, CALL))
        .as("without versioning nothing is kept")
        .isFalse();
    enableVersioning();
    put("p/there", 1);
    put("p/twice", 2);
    delete("p/twice");
    put("p/once", 1);
    put("p/once/more", 2);
    delete("p/once");
    List<String> before = left();
    assertThat(s3.store().undelete(new Location(s3.bucket(), "p/there"), 4, CALL)).isFalse();
    assertThat(s3.store().undelete(new Location(s3.bucket(), "p/twice"), 4, CALL)).isFalse();
    assertThat(s3.store().undelete(new Location(s3.bucket(), "p/once"), 5, CALL)).isFalse();
    assertThat(s3.store().undelete(new Location("another", "p/once"), 4, CALL)).isFalse();
    assertThat(left()).isEqualTo(before);
    assertThat(s3.store().undelete(new Location(s3.bucket(), "p/once"), -1, CALL)).isTrue();
    assertThat(s3.store().stat(new Location(s3.bucket(), "p/once"), CALL)).isNotNull();
  }
}
