package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsBackendProviderTest {
  private static final String REGION = "?region=us-east-1";

  @Test
  void itIsFoundByItsScheme() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .filteredOn(provider -> provider.scheme().equals("aws"))
        .singleElement()
        .isInstanceOf(AwsBackendProvider.class);
  }

  @ParameterizedTest
  @CsvSource({"aws:table/bucket,''", "aws:table/bucket/p,p", "aws:table/bucket/p/q,p/q"})
  void aUriNamesTableBucketAndMaybeAPrefix(String uri, String prefix) {
    try (Backend backend = open(uri + REGION)) {
      assertThat(backend.prefix()).isEqualTo(prefix);
      assertThat(backend.objects().traits().bucket()).isEqualTo("bucket");
      assertThat(backend.name()).isEqualTo(uri + REGION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region=eu-central-1",
        "path-style=true&endpoint-s3=http%3A%2F%2F127.0.0.1%3A9000&endpoint-dynamodb=http%3A%2F%2Flocalhost%3A8000",
        "region=eu-central-1&chunked-encoding=false&checksums=when-required",
        "region=eu-central-1&chunked-encoding=true&checksums=when-supported&path-style=false",
        "region=eu-central-1&conditional-uploads=false",
        "region=eu-central-1&connections=200&slowest-download=0"
      })
  void optionsAreTaken(String options) {
    open("aws:table/bucket?" + options).close();
  }

  /** Tries names that new buckets can't have, but old ones in us-east-1 do. */
  @ParameterizedTest
  @ValueSource(strings = {"org-vhsmulti_version_store", "Bucket", "a", "two..dots", "-minus_"})
  void theNameOfABucketIsJudgedByS3(String bucket) {
    try (Backend backend = open("aws:table/" + bucket + REGION)) {
      assertThat(backend.objects().traits().bucket()).isEqualTo(bucket);
    }
  }

  @Test
  void theVariantIsTheTablesOwn() {
    assertThatThrownBy(() -> open("aws:table/bucket?variant=single"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("the table's keys decide it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:",
        "aws:table",
        "aws:table/",
        "aws:/bucket",
        "aws:table/bucket/",
        "aws:table/bucket//p",
        "aws:table/arn:aws:s3:us-east-1:1:accesspoint",
        "aws:table/..",
        "aws:table/bucket?nonsense=1",
        "aws:table/bucket?path-style=yes",
        "aws:table/bucket?checksums=never",
        "aws:table/bucket?region=us-east-1&connections=0",
        "aws:table/bucket?region=us-east-1&connections=many",
        "aws:table/bucket?region=us-east-1&connections=99999999999",
        "aws:table/bucket?region=us-east-1&slowest-download=-1",
        "aws:table/bucket?region=",
        "aws:table/bucket?region=US%20East",
        "aws:table/bucket?endpoint-s3=localhost",
        "aws:table/bucket?endpoint-s3=ftp%3A%2F%2Flocalhost",
        "aws:table/bucket?endpoint-dynamodb=http%3A%2F%2F%20"
      })
  void aUriThatNamesNoStoreIsAnInvalidRequest(String uri) {
    assertThatThrownBy(() -> open(uri)).isInstanceOf(InvalidRequest.class);
  }

  private static Backend open(String uri) {
    return new AwsBackendProvider().open(StoreUri.parse(uri));
  }
}
