package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Source;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.S3Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A value many times as large as the heap of the process that stores it and reads it back. */
@Tag("attack")
@Timeout(1200)
class LargeValueIT {
  @ParameterizedTest
  @CsvSource({"2147483648, true", "1073741824, false"})
  void aValueLargerThanTheHeapPasses(long size, boolean sized) throws Exception {
    try (DynamoDbClient dynamoDb = EmulatedAws.dynamoDb();
        S3Client s3 = EmulatedAws.s3()) {
      String table = EmulatedAws.createTable(dynamoDb, Variant.MULTI);
      String bucket = EmulatedAws.createBucket(s3);
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m",
              "-XX:+ExitOnOutOfMemoryError",
              LargeValueIT.class.getName(),
              table,
              bucket,
              DynamoDbEmulator.endpoint().toString(),
              S3Emulator.endpoint().toString(),
              Long.toString(size),
              Boolean.toString(sized));
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process process = builder.redirectErrorStream(true).start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).contains("read " + size);
      } finally {
        process.destroyForcibly();
        EmulatedAws.deleteBucket(s3, bucket);
        EmulatedAws.deleteTable(dynamoDb, table);
      }
    }
  }

  /** Stores a value and reads it back, verified by its checksum. */
  public static void main(String[] arguments) throws IOException {
    long size = Long.parseLong(arguments[4]);
    boolean sized = Boolean.parseBoolean(arguments[5]);
    S3Client s3 = EmulatedAws.s3(URI.create(arguments[3])).httpClientBuilder(patientHttp()).build();
    var backend =
        AwsBackend.builder(arguments[0], arguments[1])
            .credentials(EmulatedAws.CREDENTIALS)
            .endpointDynamoDb(URI.create(arguments[2]))
            .s3(s3)
            .open();
    try (s3;
        Vhs vhs = Vhs.builder(backend).open()) {
      InputStream bytes = new Noise(size);
      VersionInfo info =
          vhs.streams().init("id", sized ? Source.of(bytes, size) : Source.of(bytes));
      System.out.println("wrote " + info.size());
      long read = 0;
      byte[] buffer = new byte[64 * 1024];
      try (ValueStream stream = vhs.streams().open("id")) {
        for (int count; (count = stream.read(buffer)) >= 0; ) {
          read += count;
        }
      }
      System.out.println("read " + read);
    }
  }

  /** S3 sends blanks while it puts many parts together; the emulator copies them, and is silent. */
  private static Apache5HttpClient.Builder patientHttp() {
    return Apache5HttpClient.builder().socketTimeout(Duration.ofMinutes(5));
  }

  /** Random bytes, so many. */
  private static final class Noise extends InputStream {
    private final SplittableRandom random = new SplittableRandom(7);
    private long left;

    Noise(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, buffer, offset, count);
      left -= count;
      return count;
    }
  }
}
