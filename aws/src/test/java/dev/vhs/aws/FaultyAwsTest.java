package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What the SDK makes of faults on the wire: the faults are those that services have. */
@Timeout(400)
class FaultyAwsTest {
  private final WireScript script = new WireScript();
  private final FaultyEndpoint faultyDynamoDb =
      FaultyEndpoint.before(DynamoDbEmulator.endpoint(), script);
  private final FaultyEndpoint faultyS3 = FaultyEndpoint.before(S3Emulator.endpoint(), script);
  private final DynamoDbClient dynamoDb = EmulatedAws.dynamoDb(faultyDynamoDb.uri()).build();
  private final S3Client s3 = EmulatedAws.s3(faultyS3.uri()).build();
  private String table;
  private String bucket;

  @BeforeEach
  void create() {
    table = EmulatedAws.createTable(dynamoDb, Variant.SINGLE);
    bucket = EmulatedAws.createBucket(s3);
    faultyDynamoDb.log().clear();
    faultyS3.log().clear();
  }

  @AfterEach
  void remove() {
    EmulatedAws.deleteTable(dynamoDb, table);
    EmulatedAws.deleteBucket(s3, bucket);
    dynamoDb.close();
    s3.close();
    faultyDynamoDb.close();
    faultyS3.close();
  }

  private void create(String id) {
    dynamoDb.putItem(
        put ->
            put.tableName(table)
                .item(Map.of("id", AttributeValue.fromS(id)))
                .conditionExpression("attribute_not_exists(id)"));
  }

  @Test
  void theRetryOfALostAnswerMeetsItsOwnWrite() {
    script.next("PutItem", WireFault.loseAnswer());
    assertThatThrownBy(() -> create("a")).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(faultyDynamoDb.log().operations()).containsExactly("PutItem", "PutItem");
  }

  @Test
  void throttlingIsTriedAgain() {
    WireAnswer throttled = WireAnswer.dynamoDbError(400, "ProvisionedThroughputExceededException");
    script.next("PutItem", WireFault.refuse(throttled), WireFault.refuse(throttled));
    create("a");
    assertThat(faultyDynamoDb.log().operations()).hasSize(3);
  }

  @Test
  void aCanceledTransactionHasItsReasons() {
    script.next(
        "TransactWriteItems",
        WireFault.refuse(WireAnswer.transactionCanceled("None", "TransactionConflict")));
    TransactWriteItem write =
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(table)
                    .item(Map.of("id", AttributeValue.fromS("a")))
                    .build())
            .build();
    assertThatThrownBy(() -> dynamoDb.transactWriteItems(t -> t.transactItems(write)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "TransactionConflict"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void theSdkCorrectsItsClock(int days) {
    Duration difference = Duration.ofDays(days);
    faultyDynamoDb.clockDiffersBy(difference);
    faultyS3.clockDiffersBy(difference);
    create("a");
    s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("value"));
    assertThat(faultyDynamoDb.log().entries())
        .extracting(entry -> entry.status())
        .containsExactly(400, 200);
    assertThat(faultyS3.log().entries())
        .extracting(entry -> entry.status())
        .containsExactly(403, 200);
  }

  @Test
  void slowDownIsTriedAgain() {
    script.next("PutObject", WireFault.refuse(WireAnswer.s3Error(503, "SlowDown")));
    s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("value"));
    assertThat(faultyS3.log().operations()).containsExactly("PutObject", "PutObject");
  }

  @Test
  void aBodyThatBreaksOffIsNotedByTheReader() {
    byte[] body = new byte[1 << 20];
    new Random(1).nextBytes(body);
    s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromBytes(body));
    script.next("GetObject", WireFault.cutAnswer(1000));
    assertThatThrownBy(() -> s3.getObject(get -> get.bucket(bucket).key("k")).readAllBytes())
        .isInstanceOf(IOException.class);
    assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("k")).asByteArray())
        .isEqualTo(body);
  }

  @Test
  void uploadsInPartsAndRangesPass() {
    byte[] part = new byte[5 << 20];
    new Random(2).nextBytes(part);
    String upload = s3.createMultipartUpload(u -> u.bucket(bucket).key("k")).uploadId();
    String etag =
        s3.uploadPart(
                u -> u.bucket(bucket).key("k").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(part))
            .eTag();
    CompletedPart completed = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        c -> c.bucket(bucket).key("k").uploadId(upload).multipartUpload(m -> m.parts(completed)));
    byte[] range =
        s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").range("bytes=10-19")).asByteArray();
    assertThat(range).hasSize(10).isEqualTo(Arrays.copyOfRange(part, 10, 20));
    assertThat(s3.headObject(head -> head.bucket(bucket).key("k")).contentLength())
        .isEqualTo(part.length);
    assertThat(faultyS3.log().operations())
        .containsExactly(
            "CreateMultipartUpload",
            "UploadPart",
            "CompleteMultipartUpload",
            "GetObject",
            "HeadObject");
  }

  @Test
  void requestsThatAreAlwaysLostFailAfterRetries() {
    script.always("HeadObject", WireFault.loseRequest());
    assertThatThrownBy(() -> s3.headObject(head -> head.bucket(bucket).key("k")))
        .isInstanceOf(SdkClientException.class);
    assertThat(faultyS3.log().operations()).hasSizeGreaterThan(1);
  }
}
