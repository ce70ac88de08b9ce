package dev.vhs.aws.wire;

import dev.vhs.aws.dynamo.Items;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.faults.ForwardingIndex;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What no index may be: it writes whatever stands in the slot. */
final class UnconditionalIndex extends ForwardingIndex {
  private final DynamoDbClient client;
  private final String table;

  UnconditionalIndex(PointerIndex index, DynamoDbClient client, String table) {
    super(index);
    this.client = client;
    this.table = table;
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    List<TransactWriteItem> puts =
        commit.rows().stream()
            .map(
                row ->
                    TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(Items.of(row)))
                        .build())
            .toList();
    try {
      client.transactWriteItems(write -> write.transactItems(puts));
      return new CommitResult.Committed();
    } catch (SdkException e) {
      return new CommitResult.Unknown(e);
    }
  }
}
