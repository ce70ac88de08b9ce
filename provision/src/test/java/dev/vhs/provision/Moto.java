package dev.vhs.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * The {@code moto_server}, a stand-in for AWS: one for all tests of a JVM, which ends with the JVM.
 */
final class Moto {
  static final Region REGION = Region.EU_WEST_1;

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private static URI endpoint;

  private Moto() {}

  /** Returns its endpoint; the first call waits until it has started. */
  static synchronized URI endpoint() {
    if (endpoint == null) {
      endpoint = start(Tool.of("moto_server"));
    }
    return endpoint;
  }

  private static URI start(Tool tool) {
    try {
      int port = freePort();
      // The shell's input ends when this JVM does, however that ends.
      Process process =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "\"$0\" -H 127.0.0.1 -p \"$1\" & cat >/dev/null; kill $!",
                  tool.program().toString(),
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      long deadline = System.nanoTime() + START_LIMIT.toNanos();
      while (!listens(port)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          process.destroy();
          Assertions.fail("moto_server did not start");
        }
      }
      return URI.create("http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Assertions.fail("interrupted while moto_server started", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      // It doesn't listen yet; whoever polls has a deadline.
      return false;
    }
  }

  /** Makes clients of it, each with the given interceptors. */
  static StoreClients clients(ExecutionInterceptor... interceptors) {
    return new StoreClients(
        of(DynamoDbClient.builder(), interceptors).build(),
        of(S3Client.builder(), interceptors).build(),
        of(IamClient.builder(), interceptors).build());
  }

  /** Makes a bucket with versioning that takes the access logs of others, and their copies. */
  static String otherBucket() {
    String bucket = "other-" + UUID.randomUUID();
    makeOtherBucket(bucket);
    return bucket;
  }

  /** Makes such a bucket of a name. */
  static void makeOtherBucket(String bucket) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject",
         "Resource":"arn:aws:s3:::%s/*"}]}
        """
            .formatted(bucket);
    try (StoreClients clients = clients()) {
      clients
          .s3()
          .createBucket(
              request ->
                  request
                      .bucket(bucket)
                      .createBucketConfiguration(where -> where.locationConstraint(REGION.id())));
      clients.s3().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
      clients
          .s3()
          .putBucketVersioning(
              request ->
                  request
                      .bucket(bucket)
                      .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
  }

  private static <B extends AwsClientBuilder<B, C>, C> B of(
      B builder, ExecutionInterceptor... interceptors) {
    return builder
        .endpointOverride(endpoint())
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(
            client -> {
              client.addExecutionInterceptor(new EventBridgeMemory());
              for (ExecutionInterceptor interceptor : interceptors) {
                client.addExecutionInterceptor(interceptor);
              }
            });
  }
}
