package dev.vhs.provision;

import static java.util.stream.Collectors.joining;

import dev.vhs.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The settings of a table: for each how to read it, which value is wanted, how to change it. */
final class TableSetting {
  /** The keys, which make the variant; they can't be changed after creation. */
  static final Setting KEYS =
      FieldSetting.fixed("table.keys", store -> keys(store.variant()), site -> keys(site.table()));

  /** TTL, which must be off: a store whose rows vanish by themselves loses acknowledged values. */
  static final Setting TIME_TO_LIVE =
      FieldSetting.fixed(
          "table.timeToLive", store -> Setting.onOff(false), TableSetting::timeToLive);

  static final Setting BILLING_MODE =
      new FieldSetting(
          "table.billingMode",
          store -> text(store.billingMode()),
          site -> billingMode(site.table()),
          site -> site.update(billing(site.store())));

  static final Setting STREAM =
      new FieldSetting(
          "table.stream",
          store ->
              store.stream() ? StreamViewType.NEW_AND_OLD_IMAGES.toString() : Setting.onOff(false),
          site -> stream(site.table()),
          TableSetting::isOursOrOff,
          site ->
              site.update(UpdateTableRequest.builder().streamSpecification(stream(site.store()))));

  static final Setting ENCRYPTION =
      new FieldSetting(
          "table.encryption",
          store -> store.kmsKeyArn().orElse("AWS-owned key"),
          site -> encryption(site.table()),
          site ->
              site.update(
                  UpdateTableRequest.builder()
                      .sseSpecification(
                          sse -> {
                            site.store().kmsKeyArn().ifPresent(sse::kmsMasterKeyId);
                            sse.enabled(site.store().kmsKeyArn().isPresent());
                            site.store().kmsKeyArn().ifPresent(key -> sse.sseType(SSEType.KMS));
                          })));

  static final Setting DELETION_PROTECTION =
      new FieldSetting(
          "table.deletionProtection",
          store -> Setting.onOff(store.deletionProtection()),
          site -> Setting.onOff(Boolean.TRUE.equals(site.table().deletionProtectionEnabled())),
          site ->
              site.update(
                  UpdateTableRequest.builder()
                      .deletionProtectionEnabled(site.store().deletionProtection())));

  static final Setting POINT_IN_TIME_RECOVERY =
      new FieldSetting(
          "table.pointInTimeRecovery",
          store -> Setting.onOff(store.pointInTimeRecovery()),
          TableSetting::recovery,
          site -> site.recovery(site.store().pointInTimeRecovery()));

  static final Setting TAGS =
      new FieldSetting(
          "table.tags",
          store -> Tags.text(store.tableTags()),
          site -> Tags.text(Tags.among(tags(site), site.store().tableTags())),
          site ->
              site.clients()
                  .dynamoDb()
                  .tagResource(
                      request ->
                          request.resourceArn(site.tableArn()).tags(dynamoTags(site.store()))));

  /** The refusal of requests without TLS; it is only looked at if it is asked for. */
  static final Setting TLS_ONLY =
      new FieldSetting(
          "table.tlsOnly",
          store -> Setting.onOff(store.tableTlsOnly()),
          site -> Setting.onOff(TablePolicy.of(site).isTlsOnly()),
          site -> TablePolicy.of(site).addTlsOnly());

  /** The settings of every store, in the order in which they are set. */
  private static final List<Setting> ALL =
      List.of(
          KEYS,
          TIME_TO_LIVE,
          BILLING_MODE,
          STREAM,
          ENCRYPTION,
          DELETION_PROTECTION,
          POINT_IN_TIME_RECOVERY,
          TAGS);

  private TableSetting() {}

  /** Returns the settings that concern a store, in the order in which they are set. */
  static List<Setting> of(StoreDefinition store) {
    List<Setting> settings = new ArrayList<>(ALL);
    if (store.tableTlsOnly()) {
      settings.add(TLS_ONLY);
    }
    return settings;
  }

  private static String keys(Variant variant) {
    return variant == Variant.MULTI ? "HASH id (S), RANGE version (N)" : "HASH id (S)";
  }

  private static String keys(TableDescription table) {
    Map<String, String> types = new HashMap<>();
    table
        .attributeDefinitions()
        .forEach(a -> types.put(a.attributeName(), a.attributeTypeAsString()));
    return table.keySchema().stream()
        .map(
            key ->
                "%s %s (%s)"
                    .formatted(
                        key.keyTypeAsString(), key.attributeName(), types.get(key.attributeName())))
        .collect(joining(", "));
  }

  private static String timeToLive(Site site) {
    TimeToLiveDescription found =
        site.clients()
            .dynamoDb()
            .describeTimeToLive(request -> request.tableName(site.store().tableName()))
            .timeToLiveDescription();
    boolean off =
        found == null
            || found.timeToLiveStatus() == null
            || found.timeToLiveStatus() == TimeToLiveStatus.DISABLED;
    return off
        ? Setting.onOff(false)
        : "%s, by '%s'".formatted(Setting.onOff(true), found.attributeName());
  }

  private static String text(dev.vhs.provision.BillingMode mode) {
    return mode.isOnDemand() ? mode.text() : units(mode.readUnits(), mode.writeUnits());
  }

  private static String units(long read, long write) {
    return "PROVISIONED, %s read units and %s write units".formatted(read, write);
  }

  private static String billingMode(TableDescription table) {
    if (table.billingModeSummary() != null
        && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST) {
      return BillingMode.PAY_PER_REQUEST.toString();
    }
    return units(
        table.provisionedThroughput().readCapacityUnits(),
        table.provisionedThroughput().writeCapacityUnits());
  }

  private static UpdateTableRequest.Builder billing(StoreDefinition store) {
    UpdateTableRequest.Builder change =
        UpdateTableRequest.builder().billingMode(store.billingMode().text());
    ProvisionedThroughput units = units(store);
    return units == null ? change : change.provisionedThroughput(units);
  }

  /** Returns the units to provision; null on demand. */
  static @Nullable ProvisionedThroughput units(StoreDefinition store) {
    return store.billingMode().isOnDemand()
        ? null
        : ProvisionedThroughput.builder()
            .readCapacityUnits(store.billingMode().readUnits())
            .writeCapacityUnits(store.billingMode().writeUnits())
            .build();
  }

  private static String stream(TableDescription table) {
    StreamSpecification stream = table.streamSpecification();
    return stream == null || !Boolean.TRUE.equals(stream.streamEnabled())
        ? Setting.onOff(false)
        : stream.streamViewTypeAsString();
  }

  /** Returns the stream that a definition wants. */
  static StreamSpecification stream(StoreDefinition store) {
    StreamSpecification.Builder stream =
        StreamSpecification.builder().streamEnabled(store.stream());
    return store.stream()
        ? stream.streamViewType(StreamViewType.NEW_AND_OLD_IMAGES).build()
        : stream.build();
  }

  /**
   * Returns false for another kind of stream: it would have to end first, and lose unread records.
   */
  private static boolean isOursOrOff(String stream) {
    return stream.equals(Setting.onOff(false))
        || stream.equals(StreamViewType.NEW_AND_OLD_IMAGES.toString());
  }

  private static String encryption(TableDescription table) {
    SSEDescription sse = table.sseDescription();
    return sse == null || sse.kmsMasterKeyArn() == null ? "AWS-owned key" : sse.kmsMasterKeyArn();
  }

  private static String recovery(Site site) {
    return Setting.onOff(
        site.clients()
                .dynamoDb()
                .describeContinuousBackups(request -> request.tableName(site.store().tableName()))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus()
            == PointInTimeRecoveryStatus.ENABLED);
  }

  private static Map<String, String> tags(Site site) {
    Map<String, String> tags = new TreeMap<>();
    String next = null;
    do {
      String token = next;
      var page =
          site.clients()
              .dynamoDb()
              .listTagsOfResource(request -> request.resourceArn(site.tableArn()).nextToken(token));
      page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
      next = page.nextToken();
    } while (next != null);
    return tags;
  }

  /** Returns the tags that a definition wants for the table. */
  static List<Tag> dynamoTags(StoreDefinition store) {
    return store.tableTags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
