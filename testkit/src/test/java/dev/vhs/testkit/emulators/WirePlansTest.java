package dev.vhs.testkit.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WirePlansTest {
  private static final WireFault LOSE = WireFault.loseAnswer();
  private static final WireFault NONE = WireFault.none();

  private static WireRequest request(String operation, String target) {
    return new WireRequest(operation, "PUT", target, Map.of(), "");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /,                             ListBuckets
          GET,    /b?list-type=2&prefix=a%2F,    ListObjectsV2
          GET,    /b/?uploads=,                  ListMultipartUploads
          GET,    /b?versions,                   ListObjectVersions
          GET,    /b?tagging,                    GET
          HEAD,   /b,                            HeadBucket
          PUT,    /b,                            CreateBucket
          DELETE, /b,                            DeleteBucket
          POST,   /b?delete,                     DeleteObjects
          GET,    /b/k/l,                        GetObject
          HEAD,   /b/k,                          HeadObject
          PUT,    /b/k,                          PutObject
          DELETE, /b/k?versionId=1,              DeleteObject
          POST,   /b/k?uploads,                  CreateMultipartUpload
          PUT,    /b/k?partNumber=1&uploadId=u,  UploadPart
          POST,   /b/k?uploadId=u,               CompleteMultipartUpload
          DELETE, /b/k?uploadId=u,               AbortMultipartUpload
          """)
  void operationsOfS3AreToldByMethodAndTarget(String method, String target, String operation) {
    assertThat(AwsOperations.of(method, target, Map.of())).isEqualTo(operation);
  }

  @Test
  void operationsOfDynamoDbAreToldByTheirHeader() {
    Map<String, String> headers = Map.of("x-amz-target", "DynamoDB_20120810.UpdateItem");
    assertThat(AwsOperations.of("POST", "/", headers)).isEqualTo("UpdateItem");
  }

  @Test
  void aScriptIsFollowedInOrderForEachKind() {
    WireScript script =
        new WireScript()
            .next("PutObject", NONE, LOSE)
            .next(request -> request.targets("/special"), WireFault.repeat())
            .always("GetObject", WireFault.loseRequest());
    assertThat(script.next(request("HeadObject", "/b/k"))).isSameAs(NONE);
    assertThat(script.next(request("PutObject", "/b/k"))).isSameAs(NONE);
    assertThat(script.isUsedUp()).isFalse();
    assertThat(script.next(request("PutObject", "/b/k"))).isSameAs(LOSE);
    assertThat(script.next(request("PutObject", "/b/k"))).isSameAs(NONE);
    assertThat(script.next(request("GetObject", "/b/special"))).isSameAs(WireFault.repeat());
    assertThat(script.isUsedUp()).isTrue();
    assertThat(script.next(request("GetObject", "/b/special"))).isSameAs(WireFault.loseRequest());
    script.clear();
    assertThat(script.next(request("GetObject", "/b/k"))).isSameAs(NONE);
  }

  @Test
  void somethingMayHappenRightBeforeARequest() {
    List<String> happened = new ArrayList<>();
    WireScript script = new WireScript().before("PutObject", () -> happened.add("it"), LOSE);
    assertThat(script.next(request("PutObject", "/b/k"))).isSameAs(LOSE);
    assertThat(happened).containsExactly("it");
  }

  @Test
  void theSameSeedDrawsTheSameFaults() {
    List<WireFault> drawn = draw(7);
    assertThat(draw(7)).isEqualTo(drawn);
    assertThat(draw(8)).isNotEqualTo(drawn);
    assertThat(drawn).contains(NONE, LOSE, WireFault.repeat());
  }

  private static List<WireFault> draw(long seed) {
    SeededWireFaults plan =
        new SeededWireFaults(seed).rate(0.3, LOSE).rate(0.3, WireFault.repeat(), "PutObject");
    return IntStream.range(0, 50).mapToObj(i -> plan.next(request("PutObject", "/b/k"))).toList();
  }

  @Test
  void ratesConcernTheirOperationsUntilAllIsCalm() {
    SeededWireFaults plan = new SeededWireFaults(1).rate(1, LOSE, "PutObject");
    assertThat(plan.next(request("GetObject", "/b/k"))).isSameAs(NONE);
    assertThat(plan.next(request("PutObject", "/b/k"))).isSameAs(LOSE);
    plan.calmDown();
    assertThat(plan.next(request("PutObject", "/b/k"))).isSameAs(NONE);
  }
}
