package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code moto_server}, which stands for AWS in what the documentation shows: one for all tests of a
 * JVM, ending with it. Where it is missing the test is skipped, and fails with {@code
 * -Dvhs.tests.requireTools=true}.
 */
final class AwsServer {
  private static final String REQUIRED = "vhs.require.tools";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final String CREDENTIAL = "test";

  private static AwsServer started;

  private final URI endpoint;

  private AwsServer(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Returns the server; the first to ask waits until it has started. */
  static synchronized AwsServer started() throws IOException, InterruptedException {
    if (started == null) {
      started = new AwsServer(start(program()));
    }
    return started;
  }

  /** Returns the variables by which clients find it as they would find AWS. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        endpoint.toString(),
        "AWS_REGION",
        Region.EU_WEST_1.id(),
        "AWS_ACCESS_KEY_ID",
        CREDENTIAL,
        "AWS_SECRET_ACCESS_KEY",
        CREDENTIAL);
  }

  /**
   * Makes the table and the bucket of a store where they are missing. The bucket has no policy: the
   * server is spoken to without TLS, which the policy of a new store refuses.
   *
   * @param names TABLE/BUCKET
   */
  void make(String names) throws IOException, InterruptedException {
    String table = names.substring(0, names.indexOf('/'));
    String bucket = names.substring(names.indexOf('/') + 1);
    Path folder = Files.createTempDirectory("made");
    DocumentedShell.Result made =
        new DocumentedShell(folder, "")
            .with(environment())
            .run(
                "vhs provision %s --table-name %s --bucket-name %s"
                    .formatted(table, table, bucket));
    assertThat(made.exitCode()).as(made.output()).isZero();
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(CREDENTIAL, CREDENTIAL)))
            .build()) {
      s3.deleteBucketPolicy(request -> request.bucket(bucket));
    }
  }

  private static Path program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "moto_server"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(AwsServer::missing);
  }

  private static Path missing() {
    String message = "There is no moto_server on the PATH";
    if (Boolean.getBoolean(REQUIRED)) {
      return Assertions.fail(message + ", and tools are required");
    }
    return Assumptions.abort(message);
  }

  private static URI start(Path program) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    // The shell's input ends when this JVM does, however that ends.
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" -H 127.0.0.1 -p \"$1\" & cat >/dev/null; kill $!",
                program.toString(),
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
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      // It doesn't listen yet; the caller has a deadline.
      return false;
    }
  }
}
