package dev.vhs.aws.s3;

import static dev.vhs.aws.s3.FaultyS3.KEY;
import static dev.vhs.aws.s3.FaultyS3.random;
import static dev.vhs.aws.s3.FaultyS3.stream;
import static dev.vhs.aws.s3.FaultyS3.upload;
import static dev.vhs.aws.s3.FaultyS3Http.error;
import static dev.vhs.aws.s3.FaultyS3Http.has;
import static dev.vhs.aws.s3.FaultyS3Http.lostAnswer;
import static dev.vhs.aws.s3.FaultyS3Http.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.RecordedContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The requests that transfer objects, and the outcome if some fail. */
class S3TransferTest {
  private static final int PART = (int) TransferSettings.MIN_PART_BYTES;

  @RegisterExtension final FaultyS3 s3 = new FaultyS3();

  private final RecordedContext call = new RecordedContext(Duration.ofMinutes(1));

  @Test
  void aSmallObjectGoesAndComesWithOneRequestEach() throws IOException {
    byte[] bytes = random(100_000);
    assertThat(s3.store().put(upload(bytes, false), call)).isTrue();
    assertThat(s3.http().seen()).containsExactly("PUT " + KEY);
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
    assertThat(s3.http().seen()).containsExactly("PUT " + KEY, "GET " + KEY);
    assertThat(call.requests()).isEqualTo(2);
    assertThat(call.bytes()).isEqualTo(200_000);
    assertThat(s3.http().aborted()).isZero();
  }

  @Test
  void aStreamThatTurnsOutToBeSmallGoesWithOneRequest() throws IOException {
    s3.store().put(upload(stream(random(PART)), false), call);
    assertThat(s3.http().seen()).as("exactly a part long").containsExactly("PUT " + KEY);
  }

  @Test
  void anObjectCarriesItsTypeEncodingAndMetadata() throws IOException {
    Map<String, String> metadata = Map.of("vhs-id", "aWQ", "vhs-write-id", "0190");
    for (int size : new int[] {10, 2 * PART}) {
      var body = Body.of(Bytes.wrap(random(size)));
      s3.store()
          .put(
              Upload.builder(KEY, body)
                  .contentType("text/x")
                  .contentEncoding("zstd")
                  .userMetadata(metadata)
                  .ifAbsent(true)
                  .build(),
              call);
      HeadObjectResponse head = s3.client().headObject(h -> h.bucket(s3.bucket()).key(KEY));
      assertThat(head.contentType()).isEqualTo("text/x");
      assertThat(head.contentEncoding()).isEqualTo("zstd");
      assertThat(head.metadata()).containsAllEntriesOf(metadata);
      assertThat(s3.store().stat(s3.location(), call))
          .extracting(ObjectInfo::userMetadata)
          .as("without the mark of the upload")
          .isEqualTo(metadata);
      s3.store().delete(s3.location(), call);
    }
  }

  @Test
  void uploadsBringTheirChecksums() throws IOException {
    s3.store().put(upload(random(10), false), call);
    assertThat(s3.http().requests().get(0).firstMatchingHeader("x-amz-trailer"))
        .contains("x-amz-checksum-crc32");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLargeObjectGoesInPartsAndComesInRanges(boolean sized) throws IOException {
    byte[] bytes = random(3 * PART + 1);
    s3.store().put(sized ? upload(bytes, false) : upload(stream(bytes), false), call);
    assertThat(s3.http().seen())
        .containsExactlyInAnyOrder(
            "POST " + KEY + "?uploads",
            "PUT " + KEY + "?partNumber=1&uploadId=X",
            "PUT " + KEY + "?partNumber=2&uploadId=X",
            "PUT " + KEY + "?partNumber=3&uploadId=X",
            "PUT " + KEY + "?partNumber=4&uploadId=X",
            "POST " + KEY + "?uploadId=X");
    assertThat(call.bytes()).isEqualTo(bytes.length);
    s3.http().forget();
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
    assertThat(ranges())
        .containsExactlyInAnyOrder("", range(1, 2), range(2, 3), "bytes=15728640-15728640");
    assertThat(call.bytes()).isEqualTo(2L * bytes.length);
  }

  @Test
  void aPartOfALargeObjectComesInRangesToo() throws IOException {
    byte[] bytes = random(4 * PART);
    s3.store().put(upload(bytes, false), call);
    s3.http().forget();
    byte[] read = read(new ByteRange(10, 3 * PART));
    assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, 10, 10 + 3 * PART));
    assertThat(ranges()).hasSize(3).contains("bytes=10-" + (9 + 3 * PART));
    s3.http().forget();
    assertThat(read(new ByteRange(2 * PART, Long.MAX_VALUE))).hasSize(2 * PART);
    assertThat(ranges()).containsExactly("bytes=" + 2 * PART + "-");
  }

  @Test
  void withoutMemoryRangesComeOneAfterTheOther() throws IOException {
    byte[] bytes = random(4 * PART);
    try (S3ObjectStore store =
        new S3ObjectStore(
            new S3Connection(s3::client, false, new ServiceClock(InstantSource.system())),
            s3.bucket(),
            new TransferSettings(PART, 3, 6, 1000))) {
      store.put(upload(stream(bytes), false), call);
      try (ObjectStream object = store.open(s3.location(), ByteRange.ALL, call)) {
        assertThat(object.stream().readAllBytes()).isEqualTo(bytes);
      }
    }
    assertThat(ranges().subList(6, 10)).containsExactly("", range(1, 2), range(2, 3), range(3, 4));
  }

  @Test
  void aStreamThatIsClosedEarlyGivesUpItsConnection() throws IOException {
    s3.store().put(upload(random(4 * PART), false), call);
    for (ByteRange range : List.of(ByteRange.ALL, new ByteRange(0, PART))) {
      int before = s3.http().aborted();
      ObjectStream object = s3.store().open(s3.location(), range, call);
      assertThat(object.stream().read()).isNotNegative();
      object.close();
      assertThat(s3.http().aborted()).isGreaterThan(before);
      assertThatThrownBy(() -> object.stream().read()).isInstanceOf(IOException.class);
    }
    for (int i = 0; i < 60; i++) {
      s3.store().open(s3.location(), ByteRange.ALL, call).close();
    }
    assertThat(read(new ByteRange(5, 6))).as("connections are free").hasSize(6);
  }

  @Test
  void aBrokenConnectionIsReplacedWhereItBrokeOff() throws IOException {
    byte[] bytes = random(300_000);
    s3.store().put(upload(bytes, false), call);
    s3.http().next(1, method("GET"), FaultyS3Http.brokenOffAfter(100_000));
    s3.http().next(1, method("GET"), FaultyS3Http.brokenOffAfter(1));
    s3.http().forget();
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
    assertThat(ranges()).containsExactly("", "bytes=100000-299999", "bytes=100001-299999");
    assertThat(call.retries()).isEqualTo(2);
  }

  @Test
  void aConnectionThatKeepsBreakingIsGivenUp() throws IOException {
    s3.store().put(upload(random(300_000), false), call);
    s3.http().next(Integer.MAX_VALUE, method("GET"), FaultyS3Http.brokenOffAfter(0));
    s3.http().forget();
    assertThatThrownBy(() -> read(ByteRange.ALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("told to break off");
    assertThat(s3.http().seen()).hasSize(3);
  }

  @Test
  void anObjectThatIsReplacedWhileItIsReadIsNotMixed() throws IOException {
    s3.store().put(upload(random(300_000), false), call);
    s3.http().next(1, method("GET"), FaultyS3Http.brokenOffAfter(100_000));
    try (ObjectStream object = s3.store().open(s3.location(), ByteRange.ALL, call)) {
      s3.store().put(upload(random(300_001), false), call);
      assertThatThrownBy(() -> object.stream().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was replaced while it was read");
    }
  }

  @Test
  void anObjectThatIsDeletedWhileItIsReadBreaksOff() throws IOException {
    s3.store().put(upload(random(4 * PART), false), call);
    try (ObjectStream object = s3.store().open(s3.location(), ByteRange.ALL, call)) {
      s3.store().delete(s3.location(), call);
      assertThatThrownBy(() -> object.stream().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was deleted while it was read");
    }
  }

  @Test
  void aPartThatFailsIsSentAgain() throws IOException {
    byte[] bytes = random(3 * PART);
    s3.http().next(1, has("partNumber"), error(500, "InternalError"));
    s3.http().next(1, has("partNumber"), lostAnswer());
    s3.store().put(upload(stream(bytes), false), call);
    assertThat(call.retries()).isEqualTo(2);
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
  }

  @Test
  void anUploadThatFailsLeavesNoParts() {
    s3.http()
        .next(
            100,
            request -> has("partNumber").test(request) && isPart(request, "2"),
            error(500, "InternalError"));
    assertThatThrownBy(() -> s3.store().put(upload(stream(random(6 * PART)), false), call))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("500 InternalError");
    assertThat(s3.http().seen()).contains("DELETE " + KEY + "?uploadId=X");
    assertThat(uploads()).isZero();
    assertThat(s3.store().stat(s3.location(), call)).isNull();
  }

  private static boolean isPart(SdkHttpRequest request, String number) {
    return request.firstMatchingRawQueryParameter("partNumber").orElse("").equals(number);
  }

  @Test
  void partsAreRemovedAlsoWhenTheCallHasNoTimeLeft() throws IOException {
    String id =
        s3.client().createMultipartUpload(u -> u.bucket(s3.bucket()).key("other")).uploadId();
    ExpiringContext expiring = new ExpiringContext(1);
    assertThatThrownBy(() -> s3.store().put(upload(random(3 * PART), false), expiring))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(expiring.requests()).as("the upload was begun").isPositive();
    assertThat(s3.client().listMultipartUploads(l -> l.bucket(s3.bucket())).uploads())
        .as("only that which was there before")
        .singleElement()
        .satisfies(upload -> assertThat(upload.uploadId()).isEqualTo(id));
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "10, 3", "11000000, 1"})
  void anAbsentKeyIsTriedAgainWhileOthersAreCreatingIt(int size, int times) throws IOException {
    s3.http()
        .next(
            times,
            request -> request.firstMatchingHeader("If-None-Match").isPresent(),
            error(409, "ConditionalRequestConflict"));
    assertThat(s3.store().put(upload(random(size), true), call)).isTrue();
    assertThat(read(ByteRange.ALL)).isEqualTo(random(size));
    assertThat(uploads()).isZero();
  }

  @Test
  void aKeyThatOthersKeepCreatingIsUnavailable() {
    s3.http().always(error(409, "ConditionalRequestConflict"));
    assertThatThrownBy(() -> s3.store().put(upload(random(10), true), call))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("others were storing it at the same time");
  }

  /** Loses the answer of our own first try, which was applied: the object is ours. */
  @ParameterizedTest
  @ValueSource(ints = {10, 11_000_000})
  void aLostAnswerIsNoConflict(int size) throws IOException {
    s3.http()
        .next(1, request -> request.firstMatchingHeader("If-None-Match").isPresent(), lostAnswer());
    assertThat(s3.store().put(upload(random(size), true), call)).isTrue();
    assertThat(read(ByteRange.ALL)).isEqualTo(random(size));
    assertThat(s3.store().put(upload(random(5), true), call)).isFalse();
  }

  /** Loses the answer of a completion that was applied, after which the upload is gone. */
  @Test
  void aLostCompletionIsNoFailure() throws IOException {
    byte[] bytes = random(3 * PART);
    s3.http()
        .next(
            1,
            request -> method("POST").test(request) && has("uploadId").test(request),
            lostAnswer());
    assertThat(s3.store().put(upload(stream(bytes), false), call)).isTrue();
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
  }

  @Test
  void anotherBucketsObjectsAreReadAndNeverDeleted() throws IOException {
    String other = EmulatedAws.createBucket(s3.client());
    s3.client().putObject(put -> put.bucket(other).key("x/y.json"), RequestBody.fromString("text"));
    Location there = new Location(other, "x/y.json");
    try (ObjectStream object = s3.store().open(there, ByteRange.ALL, call)) {
      assertThat(object.stream().readAllBytes()).asString().isEqualTo("text");
    }
    assertThat(s3.store().stat(there, call)).isNotNull();
    assertThatThrownBy(() -> s3.store().delete(there, call))
        .isInstanceOf(IllegalArgumentException.class);
    EmulatedAws.deleteBucket(s3.client(), other);
  }

  @Test
  void uploadsThatNobodyFinishedAreAborted() {
    for (String key : List.of("p/a", "p/b", "q/c")) {
      s3.client().createMultipartUpload(u -> u.bucket(s3.bucket()).key(key));
    }
    Instant now = s3.store().traits().clock().instant();
    assertThat(s3.store().abortUploads("p/", now.minusSeconds(60), call)).isZero();
    assertThat(s3.store().abortUploads("p/", now.plusSeconds(60), call)).isEqualTo(2);
    assertThat(uploads()).isEqualTo(1);
  }

  private int uploads() {
    return s3.client().listMultipartUploads(list -> list.bucket(s3.bucket())).uploads().size();
  }

  private byte[] read(ByteRange range) throws IOException {
    try (ObjectStream object = s3.store().open(s3.location(), range, call)) {
      return object.stream().readAllBytes();
    }
  }

  private static String range(int fromPart, int untilPart) {
    return "bytes=" + fromPart * PART + "-" + (untilPart * PART - 1);
  }

  private List<String> ranges() {
    return s3.http().requests().stream()
        .map(request -> request.firstMatchingHeader("Range").orElse(""))
        .toList();
  }

  private static void weaken(Map<String, String> headers) {
    headers.computeIfPresent("ETag", (name, tag) -> "W/" + tag);
  }

  /** Reads through something that weakens each tag, and loses a connection. */
  @ParameterizedTest
  @ValueSource(ints = {100_000, 5 * PART})
  void weakTagsDoNoHarm(int size) throws IOException {
    byte[] bytes = random(size);
    s3.store().put(upload(bytes, false), call);
    s3.http().next(1, method("GET"), weakened(FaultyS3Http.brokenOffAfter(1000)));
    s3.http().always(FaultyS3Http.changed(S3TransferTest::weaken));
    assertThat(read(ByteRange.ALL)).isEqualTo(bytes);
    assertThat(s3.http().seen()).hasSizeGreaterThan(2);
  }

  private static FaultyS3Http.Fault weakened(FaultyS3Http.Fault fault) {
    return request -> {
      var answer = fault.apply(request);
      var headers = answer.httpResponse().toBuilder();
      answer
          .httpResponse()
          .firstMatchingHeader("ETag")
          .ifPresent(tag -> headers.putHeader("ETag", "W/" + tag));
      return HttpExecuteResponse.builder()
          .response(headers.build())
          .responseBody(answer.responseBody().orElseThrow())
          .build();
    };
  }

  @Test
  void anObjectThatIsReplacedBehindWeakTagsIsNotMixed() throws IOException {
    s3.store().put(upload(random(5 * PART), false), call);
    s3.http().always(FaultyS3Http.changed(S3TransferTest::weaken));
    try (ObjectStream object = s3.store().open(s3.location(), ByteRange.ALL, call)) {
      assertThat(object).isNotNull();
      byte[] other = random(5 * PART + 1);
      s3.client().putObject(put -> put.bucket(s3.bucket()).key(KEY), RequestBody.fromBytes(other));
      assertThatThrownBy(() -> object.stream().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("replaced while it was read");
    }
  }

  /** Reads from a server that sends a byte now and then. */
  @Test
  void aStreamThatDripsIsAskedForAgainAndThenFails() throws IOException {
    byte[] bytes = random(1000);
    s3.store().put(upload(bytes, false), call);
    s3.http().forget();
    var floor = new TransferSettings.Floor(500, Duration.ofMillis(50));
    S3Connection connection =
        new S3Connection(s3::client, false, new ServiceClock(InstantSource.system()));
    try (S3ObjectStore store =
        new S3ObjectStore(
            connection, s3.bucket(), S3ObjectStoreTest.SMALL_PARTS.withFloor(floor))) {
      s3.http().next(2, method("GET"), FaultyS3Http.dripping(Duration.ofMillis(5)));
      try (ObjectStream object = store.open(s3.location(), ByteRange.ALL, call)) {
        assertThat(object).isNotNull();
        assertThat(object.stream().readAllBytes()).isEqualTo(bytes);
      }
      assertThat(s3.http().seen()).hasSize(3);
      s3.http().next(3, method("GET"), FaultyS3Http.dripping(Duration.ofMillis(5)));
      try (ObjectStream object = store.open(s3.location(), ByteRange.ALL, call)) {
        assertThat(object).isNotNull();
        assertThatThrownBy(() -> object.stream().readAllBytes())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("came too slowly from 3 connections");
      }
    }
  }
}
