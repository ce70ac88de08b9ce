package dev.vhs.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class PricesTest {
  private final DynamoDbBill bill = new DynamoDbBill();

  private static Map<String, AttributeValue> key(int version) {
    return Map.of("id", AttributeValue.fromS("a"), "version", AttributeValue.fromN("" + version));
  }

  private static Map<String, AttributeValue> item(int version, int bytes) {
    Map<String, AttributeValue> item = new HashMap<>(key(version));
    item.put("value", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[bytes])));
    return item;
  }

  private double put(int version, int bytes) {
    return bill.dollars(
        PutItemRequest.builder().item(item(version, bytes)).build(),
        PutItemResponse.builder().build());
  }

  @Test
  void s3AsksMostForPutsAndNothingForDeletions() {
    assertThat(Prices.ofS3("PutObject")).isEqualTo(5);
    assertThat(Prices.ofS3("UploadPart")).isEqualTo(5);
    assertThat(Prices.ofS3("ListObjectsV2")).isEqualTo(5);
    assertThat(Prices.ofS3("GetObject")).isEqualTo(0.4);
    assertThat(Prices.ofS3("HeadObject")).isEqualTo(0.4);
    assertThat(Prices.ofS3("DeleteObject")).isZero();
  }

  @Test
  void aPutCostsTheLargerOfTheItemsBeforeAndAfter() {
    assertThat(put(0, 3000)).isEqualTo(3 * 0.625);
    assertThat(put(0, 10)).as("over the larger one").isEqualTo(3 * 0.625);
    assertThat(put(0, 10)).isEqualTo(0.625);
  }

  @Test
  void aRefusedPutCostsWhatIsInTheWay() {
    put(0, 3000);
    PutItemRequest other = PutItemRequest.builder().item(item(0, 9000)).build();
    assertThat(bill.dollars(other, null)).isEqualTo(3 * 0.625);
    PutItemRequest elsewhere = PutItemRequest.builder().item(item(1, 9000)).build();
    assertThat(bill.dollars(elsewhere, null)).isEqualTo(0.625);
  }

  @Test
  void readsCostByWhatTheyShow() {
    GetItemRequest get = GetItemRequest.builder().consistentRead(true).build();
    assertThat(bill.dollars(get, GetItemResponse.builder().item(item(0, 5000)).build()))
        .isEqualTo(2 * 0.125);
    QueryRequest query = QueryRequest.builder().build();
    assertThat(
            bill.dollars(
                query,
                QueryResponse.builder().items(List.of(item(0, 3000), item(1, 3000))).build()))
        .as("eventual, and the items counted together")
        .isEqualTo(2 * 0.125 / 2);
  }

  @Test
  void transactionsCostTwice() {
    put(0, 3000);
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.builder()
            .transactItems(
                TransactWriteItem.builder().put(Put.builder().item(item(1, 1500)).build()).build(),
                TransactWriteItem.builder()
                    .conditionCheck(ConditionCheck.builder().key(key(0)).build())
                    .build())
            .build();
    assertThat(bill.dollars(transaction, TransactWriteItemsResponse.builder().build()))
        .isCloseTo(2 * (2 + 3) * 0.625, within(1e-9));
  }
}
