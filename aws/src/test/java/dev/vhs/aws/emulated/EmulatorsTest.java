package dev.vhs.aws.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Variant;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.S3Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class EmulatorsTest {
  @ParameterizedTest
  @EnumSource
  void tablesAreMadeAndRemoved(Variant variant) {
    try (DynamoDbClient client = EmulatedAws.dynamoDb()) {
      String table = EmulatedAws.createTable(client, variant);
      Map<String, AttributeValue> row =
          Map.of("id", AttributeValue.fromS("a"), "version", AttributeValue.fromN("0"));
      client.putItem(put -> put.tableName(table).item(row));
      assertThat(client.scan(scan -> scan.tableName(table)).items()).containsExactly(row);
      assertThat(client.describeTable(describe -> describe.tableName(table)).table().keySchema())
          .hasSize(variant == Variant.MULTI ? 2 : 1);
      EmulatedAws.deleteTable(client, table);
      assertThatThrownBy(() -> client.scan(scan -> scan.tableName(table)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void bucketsAreMadeAndRemovedWithAllThatIsInThem() {
    try (S3Client client = EmulatedAws.s3()) {
      String bucket = EmulatedAws.createBucket(client);
      client.putObject(put -> put.bucket(bucket).key("a/b"), RequestBody.fromString("value"));
      client.createMultipartUpload(upload -> upload.bucket(bucket).key("c"));
      assertThat(client.getObjectAsBytes(get -> get.bucket(bucket).key("a/b")).asUtf8String())
          .isEqualTo("value");
      EmulatedAws.deleteBucket(client, bucket);
      assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(bucket)))
          .isInstanceOf(NoSuchBucketException.class);
    }
  }

  @Test
  void eachIsStartedOnce() {
    assertThat(DynamoDbEmulator.endpoint()).isEqualTo(DynamoDbEmulator.endpoint());
    assertThat(S3Emulator.endpoint()).isEqualTo(S3Emulator.endpoint());
  }

  @Test
  @Timeout(400)
  void emulatorsEndWithAKilledJvm() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            EmulatorsTest.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process tests = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = tests.inputReader()) {
      URI dynamoDb = URI.create(output.readLine());
      URI s3 = URI.create(output.readLine());
      assertThat(tests.descendants().filter(ProcessHandle::isAlive)).hasSize(2);
      var emulators = tests.descendants().toList();
      tests.destroyForcibly().waitFor();
      for (ProcessHandle emulator : emulators) {
        emulator.onExit().get(30, TimeUnit.SECONDS);
      }
      assertThat(listens(dynamoDb)).isFalse();
      assertThat(listens(s3)).isFalse();
    } finally {
      tests.destroyForcibly();
    }
  }

  private static boolean listens(URI endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(endpoint.getHost(), endpoint.getPort()),
          (int) Duration.ofSeconds(5).toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A JVM with tests that is killed while its emulators run. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(DynamoDbEmulator.endpoint());
    System.out.println(S3Emulator.endpoint());
    Thread.currentThread().join();
  }
}
