package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

/** The table, bucket and role that a definition names, as they are now. For use by one thread. */
final class Site {
  private static final WaiterOverrideConfiguration PATIENCE =
      WaiterOverrideConfiguration.builder()
          .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(2)))
          .waitTimeout(Duration.ofMinutes(10))
          .maxAttempts(300)
          .build();

  private final StoreClients clients;
  private final StoreDefinition store;
  private @Nullable TableDescription table;
  private @Nullable Lifecycle lifecycle;

  Site(StoreClients clients, StoreDefinition store) {
    this.clients = clients;
    this.store = store;
  }

  /** Returns the clients. */
  StoreClients clients() {
    return clients;
  }

  /** Returns the definition. */
  StoreDefinition store() {
    return store;
  }

  /** Returns the table as it is now; empty if there is none. Each call asks AWS. */
  Optional<TableDescription> lookForTable() {
    try {
      table =
          clients.dynamoDb().describeTable(request -> request.tableName(store.tableName())).table();
    } catch (ResourceNotFoundException e) {
      table = null;
    }
    return Optional.ofNullable(table);
  }

  /** Returns the table, which must exist. */
  TableDescription table() {
    if (table == null) {
      lookForTable();
    }
    return Objects.requireNonNull(table, "The table was removed meanwhile");
  }

  /** Returns the bucket's lifecycle. It is read once, because several settings are in it. */
  Lifecycle lifecycle() {
    if (lifecycle == null) {
      lifecycle = Lifecycle.of(this);
    }
    return lifecycle;
  }

  /** Records a new lifecycle of the bucket. */
  void lifecycle(Lifecycle set) {
    lifecycle = set;
  }

  /** Returns the table's ARN. */
  String tableArn() {
    return table().tableArn();
  }

  /**
   * Returns the ARNs of the store, by the table's own. Policies are written with them, so the
   * server may not choose another table or region than was asked.
   *
   * @throws StoreMismatch if the table's ARN names another table or region
   */
  StoreArns arns() {
    String arn = tableArn();
    String asked = ":dynamodb:%s:".formatted(clients.region());
    if (!arn.contains(asked) || !arn.endsWith(":table/" + store.tableName())) {
      throw new StoreMismatch(
          "The server says that table '%s' is %s, which is not the table or the region %s that was asked. Name the account and the region that policies are for"
              .formatted(store.tableName(), arn, clients.region()),
          null);
    }
    return StoreArns.of(store, arn);
  }

  /** Waits until the table accepts requests and changes. */
  void awaitTable() {
    Waiter<DescribeTableResponse> waiter =
        Waiter.builder(DescribeTableResponse.class)
            .overrideConfiguration(PATIENCE)
            .addAcceptor(
                WaiterAcceptor.successOnResponseAcceptor(
                    answer -> answer.table().tableStatus() == TableStatus.ACTIVE))
            .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(answer -> true))
            .addAcceptor(
                WaiterAcceptor.retryOnExceptionAcceptor(
                    ResourceNotFoundException.class::isInstance))
            .build();
    table =
        waiter
            .run(() -> clients.dynamoDb().describeTable(r -> r.tableName(store.tableName())))
            .matched()
            .response()
            .orElseThrow()
            .table();
  }

  /** Changes the table, and waits until it has changed. */
  void update(UpdateTableRequest.Builder change) {
    clients.dynamoDb().updateTable(change.tableName(store.tableName()).build());
    awaitTable();
  }

  /** Turns point-in-time recovery on or off; on a new table it retries until that is possible. */
  void recovery(boolean on) {
    Waiter.builder(UpdateContinuousBackupsResponse.class)
        .overrideConfiguration(PATIENCE)
        .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(answer -> true))
        .addAcceptor(WaiterAcceptor.retryOnExceptionAcceptor(Site::isPassing))
        .build()
        .run(
            () ->
                clients
                    .dynamoDb()
                    .updateContinuousBackups(
                        request ->
                            request
                                .tableName(store.tableName())
                                .pointInTimeRecoverySpecification(
                                    spec -> spec.pointInTimeRecoveryEnabled(on))));
  }

  private static boolean isPassing(Throwable e) {
    return e instanceof SdkException
        && (e instanceof ContinuousBackupsUnavailableException
            || e instanceof ResourceInUseException
            || e instanceof LimitExceededException);
  }

  /** Waits until there is no table. */
  void awaitNoTable() {
    clients
        .dynamoDb()
        .waiter()
        .waitUntilTableNotExists(
            DescribeTableRequest.builder().tableName(store.tableName()).build(), PATIENCE);
    table = null;
  }

  /** Waits until the bucket is visible. */
  void awaitBucket() {
    clients
        .s3()
        .waiter()
        .waitUntilBucketExists(
            HeadBucketRequest.builder().bucket(store.bucketName()).build(), PATIENCE);
  }
}
