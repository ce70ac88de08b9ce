package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.Body;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.StoreUri;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@link BackendProvider}, a test for each. A backend's own test extends this, names a
 * store, and says what its medium holds:
 *
 * <pre>{@code
 * class FileProviderTest extends BackendProviderContract {
 *   @TempDir Path dir;
 *
 *   @Override
 *   protected BackendProvider provider() {
 *     return new FileBackendProvider();
 *   }
 *
 *   @Override
 *   protected String uri() {
 *     return "file:" + dir.resolve("store");
 *   }
 *
 *   @Override
 *   protected Set<String> held() {
 *     return Set.of(dir.toFile().list());
 *   }
 * }
 * }</pre>
 */
public abstract class BackendProviderContract {
  private static final RequestContext CALL = RequestContext.unlimited();
  private static final String KEY = "id/00000000-0000-7000-8000-000000000001";

  /** Creates the contract of one test. */
  protected BackendProviderContract() {}

  /** Returns the provider. */
  protected abstract BackendProvider provider();

  /** Returns the URI of an empty store, the same at each call of one test. */
  protected abstract String uri();

  /**
   * Returns the URI of a store that does not exist. Default: {@link #uri()}, for a backend whose
   * first commit and first upload make all that is missing.
   */
  protected String missingUri() {
    return uri();
  }

  /**
   * Returns the names of everything that the medium holds now, such as files, or tables and
   * buckets.
   */
  protected abstract Set<String> held() throws IOException;

  private Backend open(String uri) {
    return provider().open(StoreUri.parse(uri));
  }

  /** "It must not create anything": neither opening and closing does, nor reading. */
  @Test
  void openingCreatesNothing() throws IOException {
    Set<String> before = held();
    try (Backend backend = open(missingUri())) {
      assertThat(held()).as("after opening").isEqualTo(before);
      assertThat(backend.index().identity(CALL)).isNull();
      assertThat(backend.index().page(PageRequest.newestFirst("id", 1), CALL).rows()).isEmpty();
      assertThat(backend.index().scan(ScanRequest.all(1), CALL).rows()).isEmpty();
    }
    assertThat(held()).as("after closing").isEqualTo(before);
  }

  /** "the first commit and the first upload do": the next opening finds both. */
  @Test
  void theFirstCommitAndTheFirstUploadCreate() throws IOException {
    Row row = SampleRows.inline("id", 0, 10);
    try (Backend backend = open(uri())) {
      IndexLaws.given(backend.index(), row);
      Upload upload = Upload.builder(KEY, Body.of(ObjectLaws.bytes("text"))).build();
      assertThat(backend.objects().put(upload, CALL)).isTrue();
    }
    try (Backend backend = open(uri())) {
      assertThat(IndexLaws.newest(backend.index(), "id")).isEqualTo(row);
      assertThat(ObjectLaws.text(backend.objects(), KEY)).isEqualTo("text");
    }
  }

  /** A URI with an option that the scheme doesn't have is refused, and creates nothing. */
  @Test
  void anUnknownOptionIsRefused() throws IOException {
    Set<String> before = held();
    String uri = missingUri();
    String option = (uri.contains("?") ? "&" : "?") + "no-such-option=1";
    assertThatThrownBy(() -> open(uri + option)).isInstanceOf(InvalidRequest.class);
    assertThat(held()).isEqualTo(before);
  }
}
