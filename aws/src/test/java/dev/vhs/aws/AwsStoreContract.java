package dev.vhs.aws;

import dev.vhs.Variant;
import dev.vhs.aws.emulated.Attack;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.VersionedStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stores of which a half or both are emulated services: each test has tables and a bucket of its
 * own, as far as it needs them. The services' clocks are the real ones, which no test moves.
 */
abstract class AwsStoreContract extends VersionedStoreContract {
  @RegisterExtension static final EmulatedHalves halves = new EmulatedHalves();

  final DynamoDbClient dynamoDb() {
    return halves.dynamoDb();
  }

  final S3Client s3() {
    return halves.s3();
  }

  final String table(Variant variant) {
    return halves.table(variant);
  }

  final String bucket(Variant variant) {
    return halves.bucket(variant);
  }

  final ObjectStore objects(Variant variant) {
    return halves.objects(variant);
  }

  @Override
  protected final boolean takesClock() {
    return false;
  }

  @Override
  protected long largeValueBytes() {
    return Attack.on() ? 64L << 20 : 24L << 20;
  }

  @Override
  protected int manyRows() {
    return Attack.on() ? 1_100 : 40;
  }

  @Override
  protected int writers() {
    return Attack.on() ? 8 : 4;
  }

  @Override
  protected int writesOfEach() {
    return Attack.on() ? 25 : 4;
  }
}
