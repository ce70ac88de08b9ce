package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.Codec;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import dev.vhs.aws.dynamo.FaultyHttp.Fault;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.Backend;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Tables whose rows come and go otherwise than by the store. */
class TableSafetyTest {
  private final FaultyTable table = FaultyTable.of(Variant.MULTI);

  @AfterEach
  void close() {
    table.close();
  }

  private void check() {
    table.index().checkMaintenance(CALL);
  }

  @Test
  void aTableOfOneRegionWithoutTtlIsSafe() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void ttlIsRefusedAndNamed() {
    enableTtl();
    assertThatThrownBy(this::check)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(table.name())
        .hasMessageContaining("TTL")
        .hasMessageContaining("'expires'");
  }

  private void enableTtl() {
    table
        .sound()
        .updateTimeToLive(
            request ->
                request
                    .tableName(table.name())
                    .timeToLiveSpecification(ttl -> ttl.attributeName("expires").enabled(true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Replicas\":[{\"RegionName\":\"eu-west-1\"}]",
        "\"Replicas\":[{\"RegionName\":\"eu-west-1\"}],\"MultiRegionConsistency\":\"EVENTUAL\"",
        "\"GlobalTableVersion\":\"2017.11.29\""
      })
  void eventuallyConsistentReplicasAreRefused(String facts) {
    table.http().next(describedWith(facts));
    assertThatThrownBy(this::check)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("eventual consistency");
    assertThat(table.http().isSpent()).isTrue();
  }

  @Test
  void stronglyConsistentReplicasAreSafe() {
    table
        .http()
        .next(
            describedWith(
                "\"Replicas\":[{\"RegionName\":\"eu-west-1\"}],\"GlobalTableVersion\":\"2019.11.21\",\"MultiRegionConsistency\":\"STRONG\""));
    assertThatCode(this::check).doesNotThrowAnyException();
    assertThat(table.http().isSpent()).isTrue();
  }

  /** DynamoDB Local knows no replicas, so its answer is changed on the way. */
  private static Fault describedWith(String facts) {
    return send -> {
      assertThat(send.request().operation()).isEqualTo("DescribeTable");
      HttpExecuteResponse answer = send.now();
      String body =
          new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8)
              .replaceFirst("\\{\"Table\":\\{", "{\"Table\":{" + facts + ",");
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              answer.httpResponse().toBuilder()
                  .putHeader("Content-Length", Integer.toString(bytes.length))
                  .removeHeader("x-amz-crc32")
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
          .build();
    };
  }

  @Test
  void whatCantBeFoundOutIsNotSafe() {
    table.http().next(FaultyHttp.Send::now, FaultyHttp.error(400, "AccessDeniedException"));
    assertThatThrownBy(this::check)
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("dynamodb:DescribeTimeToLive");
  }

  @Test
  void aServerWithoutTtlIsSafe() {
    table.http().next(FaultyHttp.Send::now, FaultyHttp.error(400, "UnknownOperationException"));
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void nothingIsDeletedByWhatSuchATableSays() {
    try (var s3 = EmulatedAws.s3()) {
      String bucket = EmulatedAws.createBucket(s3);
      Backend backend =
          AwsBackend.builder(table.name(), bucket).dynamoDb(table.sound()).s3(s3).open();
      try (Vhs vhs = Vhs.builder(backend).open()) {
        var store = vhs.store(Codec.text());
        store.init("a", "one");
        store.putLatest("a", "two");
        enableTtl();
        assertThatThrownBy(() -> vhs.maintenance().gc(SweepOptions.DEFAULT))
            .isInstanceOf(StoreMismatch.class)
            .hasMessageContaining("TTL");
        assertThatThrownBy(() -> store.prune("a", new RetentionPolicy.Newest(1)))
            .isInstanceOf(StoreMismatch.class);
        assertThatThrownBy(() -> store.purge("a")).isInstanceOf(StoreMismatch.class);
        assertThat(store.get("a", 0).value()).isEqualTo("one");
        assertThat(store.getLatest("a").value()).isEqualTo("two");
      } finally {
        EmulatedAws.deleteBucket(s3, bucket);
      }
    }
  }
}
