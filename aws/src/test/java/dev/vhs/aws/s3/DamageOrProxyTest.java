package dev.vhs.aws.s3;

import static dev.vhs.aws.s3.FaultyS3.random;
import static dev.vhs.aws.s3.FaultyS3Http.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The difference between an object that is damaged and one that something on the way changed or
 * replaced: only the first is a case for a backup.
 */
class DamageOrProxyTest {
  private static final String ID = "id";
  private static final byte[] VALUE = random(50_000);

  @RegisterExtension final FaultyS3 s3 = new FaultyS3();
  private Vhs vhs;
  private VersionedStore<byte[]> store;

  @BeforeEach
  void open() {
    vhs =
        Vhs.builder(
                new Backend(
                    new MemoryPointerIndex(Variant.MULTI, InstantSource.system()),
                    s3.store(),
                    "",
                    "proxied"))
            .open();
    store = vhs.store(Codec.bytes());
    store.init(ID, VALUE);
  }

  @AfterEach
  void close() {
    vhs.close();
  }

  private static boolean isOfObject(SdkHttpRequest request) {
    return method("GET").test(request) && !FaultyS3Http.has("list-type").test(request);
  }

  private void assertUnavailable(String said) {
    assertThatThrownBy(() -> store.getLatest(ID))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(said)
        .hasMessageContaining("ry again");
  }

  /** Tries a page without a mark by which it is known as one. */
  @Test
  void aPageInPlaceOfAnObjectIsNoDamage() {
    s3.http()
        .next(
            Integer.MAX_VALUE,
            DamageOrProxyTest::isOfObject,
            FaultyS3Http.page(
                200,
                Map.of("Content-Type", "text/plain", "ETag", "\"5f3e\"", "Server", "blocker")));
    assertUnavailable("the store says that it has 50000");
  }

  @Test
  void aPageInPlaceOfEverythingIsNoDamage() {
    s3.http()
        .always(FaultyS3Http.page(200, Map.of("Content-Type", "text/plain", "ETag", "\"5f3e\"")));
    assertUnavailable("the store can't be asked");
  }

  @Test
  void anObjectThatWasEncodedOnItsWayIsNoDamage() {
    s3.http()
        .next(
            Integer.MAX_VALUE,
            DamageOrProxyTest::isOfObject,
            FaultyS3Http.changed(
                headers -> {
                  headers.put("Content-Encoding", "gzip");
                  headers.put("Content-Length", "40000");
                }));
    assertUnavailable("Content-Encoding gzip");
  }

  @Test
  void aWrongLengthIsNoDamageIfTheStoreKnowsBetter() {
    s3.http()
        .next(
            Integer.MAX_VALUE,
            DamageOrProxyTest::isOfObject,
            FaultyS3Http.changed(headers -> headers.put("Content-Length", "49999")));
    assertUnavailable("the store says that it has 50000");
  }

  @Test
  void anObjectThatWasCutInTheStoreIsDamage() {
    String key =
        s3
            .client()
            .listObjectsV2(list -> list.bucket(s3.bucket()).prefix(ID + "/"))
            .contents()
            .stream()
            .map(object -> object.key())
            .findFirst()
            .orElseThrow();
    s3.client()
        .putObject(
            put -> put.bucket(s3.bucket()).key(key),
            RequestBody.fromBytes(random(VALUE.length - 1)));
    assertThatThrownBy(() -> store.getLatest(ID)).isInstanceOf(CorruptValue.class);
    s3.client().putObject(put -> put.bucket(s3.bucket()).key(key), RequestBody.fromBytes(VALUE));
    assertThat(store.getLatest(ID).value()).isEqualTo(VALUE);
  }
}
