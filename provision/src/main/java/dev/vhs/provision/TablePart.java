package dev.vhs.provision;

import dev.vhs.Variant;
import dev.vhs.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The table that holds the pointers. */
final class TablePart implements Part {
  @Override
  public String text(StoreDefinition store) {
    return "table " + store.tableName();
  }

  @Override
  public boolean exists(Site site) {
    return site.lookForTable().isPresent();
  }

  @Override
  public void create(Site site) {
    site.clients().dynamoDb().createTable(request(site.store()));
    site.awaitTable();
  }

  private static CreateTableRequest request(StoreDefinition store) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> keys = new ArrayList<>();
    add("id", ScalarAttributeType.S, KeyType.HASH, attributes, keys);
    if (store.variant() == Variant.MULTI) {
      add("version", ScalarAttributeType.N, KeyType.RANGE, attributes, keys);
    }
    CreateTableRequest.Builder table =
        CreateTableRequest.builder()
            .tableName(store.tableName())
            .attributeDefinitions(attributes)
            .keySchema(keys)
            .billingMode(store.billingMode().text())
            .deletionProtectionEnabled(store.deletionProtection())
            .tags(TableSetting.dynamoTags(store));
    ProvisionedThroughput units = TableSetting.units(store);
    if (units != null) {
      table.provisionedThroughput(units);
    }
    if (store.stream()) {
      table.streamSpecification(TableSetting.stream(store));
    }
    store
        .kmsKeyArn()
        .ifPresent(
            key ->
                table.sseSpecification(
                    sse -> sse.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key)));
    return table.build();
  }

  private static void add(
      String name,
      ScalarAttributeType type,
      KeyType keyType,
      List<AttributeDefinition> attributes,
      List<KeySchemaElement> keys) {
    attributes.add(AttributeDefinition.builder().attributeName(name).attributeType(type).build());
    keys.add(KeySchemaElement.builder().attributeName(name).keyType(keyType).build());
  }

  @Override
  public List<Setting> settings(StoreDefinition store) {
    return TableSetting.of(store);
  }

  @Override
  public Optional<String> contents(Site site) {
    return site
        .clients()
        .dynamoDb()
        .scanPaginator(
            scan -> scan.tableName(site.store().tableName()).projectionExpression("id").limit(10))
        .items()
        .stream()
        .map(item -> String.valueOf(item.getOrDefault("id", AttributeValue.fromS("")).s()))
        .filter(id -> !id.equals(Row.STORE_ID))
        .findFirst()
        .map(id -> "a row of '" + id + "'");
  }

  /** {@inheritDoc} It turns deletion protection off first: the caller has confirmed the removal. */
  @Override
  public void remove(Site site) {
    TableDescription table = site.table();
    if (Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      site.update(UpdateTableRequest.builder().deletionProtectionEnabled(false));
    }
    site.clients().dynamoDb().deleteTable(request -> request.tableName(table.tableName()));
    site.awaitNoTable();
  }
}
