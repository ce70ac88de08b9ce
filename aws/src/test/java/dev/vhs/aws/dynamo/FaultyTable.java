package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import java.time.InstantSource;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table of its own in the emulator, and an index whose way to it is faulty. */
final class FaultyTable implements AutoCloseable {
  private final DynamoDbClient sound = EmulatedAws.dynamoDb();
  private final FaultyHttp http = new FaultyHttp();
  private final String name;
  private final DynamoPointerIndex index;
  private final DynamoPointerIndex behind;

  private FaultyTable(Variant variant, boolean given) {
    this.name = EmulatedAws.createTable(sound, variant);
    var builder = EmulatedAws.dynamoDb(DynamoDbEmulator.endpoint()).httpClient(http);
    if (given) {
      builder.overrideConfiguration(
          client -> client.retryStrategy(software.amazon.awssdk.core.retry.RetryMode.STANDARD));
    } else {
      builder.overrideConfiguration(DynamoClientSettings.overrides().build());
    }
    this.index = DynamoPointerIndex.owning(builder.build(), name, InstantSource.system());
    this.behind = DynamoPointerIndex.open(sound, name);
    Assertions.assertThat(index.traits().variant()).isEqualTo(variant);
    http.sent();
  }

  /** By a client of ours. */
  static FaultyTable of(Variant variant) {
    return new FaultyTable(variant, false);
  }

  /** By a client as a user makes it, which knows nothing of us. */
  static FaultyTable withGivenClient(Variant variant) {
    return new FaultyTable(variant, true);
  }

  FaultyHttp http() {
    return http;
  }

  String name() {
    return name;
  }

  /** Over the faulty way; it has looked up its table already. */
  DynamoPointerIndex index() {
    return index;
  }

  /** Over a way without faults. */
  DynamoPointerIndex behind() {
    return behind;
  }

  DynamoDbClient sound() {
    return sound;
  }

  /** Writes rows without faults. */
  void given(Row... rows) {
    for (Row row : rows) {
      given(SamplePointers.absent(row));
    }
  }

  void given(Commit commit) {
    Assertions.assertThat(behind.commit(commit, CALL)).isInstanceOf(CommitResult.Committed.class);
  }

  /** The row as it is. */
  @Nullable Row there(String id, long version) {
    return behind.read(id, version, Consistency.CONSISTENT, CALL);
  }

  @Override
  public void close() {
    index.close();
    http.close();
    EmulatedAws.deleteTable(sound, name);
    sound.close();
  }
}
