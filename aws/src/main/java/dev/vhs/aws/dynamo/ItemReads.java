package dev.vhs.aws.dynamo;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.UnreadableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The reads of a table: one row, the rows of an id, a segment of all rows. */
final class ItemReads {
  private static final String OF_ID = "#id = :id";
  private static final Map<String, String> ID_NAME = Map.of("#id", Items.ID);
  private static final Map<String, String> KEY_NAMES =
      Map.of("#id", Items.ID, "#version", Items.VERSION);

  /** Our attributes: a scan names them, so that it doesn't carry other programs' attributes. */
  private static final Map<String, String> OUR_NAMES = ourNames();

  private static final String OUR_ATTRIBUTES = String.join(", ", OUR_NAMES.keySet());

  private final Table table;

  ItemReads(Table table) {
    this.table = table;
  }

  private static Map<String, String> ourNames() {
    Map<String, String> names = new HashMap<>();
    names.put("#id", Items.ID);
    Items.OURS.forEach(name -> names.put("#" + name, name));
    return Map.copyOf(names);
  }

  /** Returns the row with a key; null if there is none. */
  @Nullable Row get(
      String id, long version, Variant variant, Consistency consistency, RequestContext context) {
    Map<String, AttributeValue> item = item(id, version, variant, consistency, context);
    return item == null ? null : received(item, context);
  }

  /**
   * Returns the whole item with a key, other programs' attributes included; empty if there is none.
   */
  Map<String, AttributeValue> item(
      String id, long version, Variant variant, RequestContext context) {
    Map<String, AttributeValue> item = item(id, version, variant, Consistency.CONSISTENT, context);
    return item == null ? Map.of() : item;
  }

  private @Nullable Map<String, AttributeValue> item(
      String id, long version, Variant variant, Consistency consistency, RequestContext context) {
    GetItemResponse response =
        table.read(
            Action.GET,
            id,
            context,
            settings ->
                table
                    .client()
                    .getItem(
                        GetItemRequest.builder()
                            .tableName(table.name())
                            .key(Items.key(id, version, variant))
                            .consistentRead(isConsistent(consistency))
                            .overrideConfiguration(settings)
                            .build()));
    return response.hasItem() ? response.item() : null;
  }

  /** Returns the row of the highest version of an id; null if there is none. */
  @Nullable Row highest(String id, Consistency consistency, RequestContext context) {
    QueryRequest.Builder query =
        query(consistency)
            .keyConditionExpression(OF_ID)
            .expressionAttributeNames(ID_NAME)
            .expressionAttributeValues(Map.of(":id", Items.text(id)))
            .scanIndexForward(false)
            .limit(1);
    List<Map<String, AttributeValue>> items = run(query, id, context).items();
    return items.isEmpty() ? null : received(items.get(0), context);
  }

  /** Returns some rows of an id, in a table of many versions. */
  RowPage page(PageRequest request, RequestContext context) {
    boolean rising = request.order() == PageRequest.Order.RISING;
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":id", Items.text(request.id()));
    String condition = OF_ID;
    if (request.beyond().isPresent()) {
      condition += rising ? " AND #version > :beyond" : " AND #version < :beyond";
      values.put(":beyond", Items.number(request.beyond().getAsLong()));
    }
    // One row more than requested shows whether another follows; the key of a full page doesn't.
    int limit = Math.min(request.limit(), Integer.MAX_VALUE - 1);
    QueryRequest.Builder query =
        query(request.consistency())
            .keyConditionExpression(condition)
            .expressionAttributeNames(request.beyond().isPresent() ? KEY_NAMES : ID_NAME)
            .expressionAttributeValues(values)
            .scanIndexForward(rising)
            .limit(limit + 1);
    QueryResponse response = run(query, request.id(), context);
    List<Map<String, AttributeValue>> items = response.items();
    int count = items.size();
    boolean last = count <= limit && !response.hasLastEvaluatedKey();
    // If the service ended the page for its size, the last row is kept back for the same reason.
    int shown = last ? count : Math.max(1, Math.min(limit, count - 1));
    List<Row> rows = new ArrayList<>(shown);
    for (Map<String, AttributeValue> item : items.subList(0, shown)) {
      rows.add(received(item, context));
    }
    return new RowPage(rows, last);
  }

  private QueryRequest.Builder query(Consistency consistency) {
    return QueryRequest.builder().tableName(table.name()).consistentRead(isConsistent(consistency));
  }

  /** Runs a query until it shows a row, or ends. */
  private QueryResponse run(QueryRequest.Builder query, String id, RequestContext context) {
    while (true) {
      QueryResponse response =
          table.read(
              Action.QUERY,
              id,
              context,
              settings -> table.client().query(query.overrideConfiguration(settings).build()));
      if (response.hasLastEvaluatedKey() && response.items().isEmpty()) {
        query.exclusiveStartKey(response.lastEvaluatedKey());
      } else {
        return response;
      }
    }
  }

  /** Returns some rows of a segment. */
  ScanPage scan(ScanRequest request, Variant variant, RequestContext context) {
    String prefix = request.wholePrefix();
    software.amazon.awssdk.services.dynamodb.model.ScanRequest.Builder scan =
        software.amazon.awssdk.services.dynamodb.model.ScanRequest.builder()
            .tableName(table.name())
            .segment(request.segment())
            .totalSegments(request.of())
            .limit(request.limit())
            .consistentRead(isConsistent(request.consistency()))
            .projectionExpression(OUR_ATTRIBUTES)
            .expressionAttributeNames(OUR_NAMES);
    if (!prefix.isEmpty()) {
      scan.filterExpression("begins_with(#id, :prefix)")
          .expressionAttributeValues(Map.of(":prefix", Items.text(prefix)));
    }
    if (request.cursor() != null) {
      scan.exclusiveStartKey(ScanCursor.key(request.cursor(), variant));
    }
    ScanResponse response =
        table.read(
            Action.SCAN,
            null,
            context,
            settings -> table.client().scan(scan.overrideConfiguration(settings).build()));
    List<Row> rows = new ArrayList<>(response.items().size());
    List<UnreadableRow> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> item : response.items()) {
      try {
        Row row = received(item, context);
        if (row.id().startsWith(request.prefix())) {
          rows.add(row);
        }
      } catch (CorruptValue | StoreMismatch e) {
        unreadable.add(Items.unreadable(item, e));
      }
    }
    unreadable.removeIf(row -> !row.id().startsWith(request.prefix()));
    return new ScanPage(
        rows,
        unreadable,
        response.hasLastEvaluatedKey() ? ScanCursor.text(response.lastEvaluatedKey()) : null);
  }

  /** Returns the row of an item, and counts its value as received. */
  static Row received(Map<String, AttributeValue> item, RequestContext context) {
    Row row = Items.row(item);
    if (row.value() != null) {
      context.transferred(row.value().size());
    }
    return row;
  }

  /** Returns whether a read is to be strongly consistent. */
  static boolean isConsistent(Consistency consistency) {
    return consistency == Consistency.CONSISTENT;
  }
}
