package dev.vhs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.aws.dynamo.DynamoPointerIndex;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.wire.EmulatedPlace;
import dev.vhs.simulation.processes.ProcessAttack;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.S3Emulator;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writers, a reader and a sweeper in processes of their own, killed and suspended at random.
 *
 * <p>The index's clock tolerance of 15 minutes rules out a grace period of seconds: sweeps find
 * nothing old here, and what was under way at a kill is left.
 */
@Timeout(3600)
class KilledProcessesIT {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration GRACE =
      DynamoPointerIndex.CLOCK_TOLERANCE.plus(WINDOW).multipliedBy(2);
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(Long.getLong("vhs.attack.seconds", 60));

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void nothingIsLost(Variant variant) throws Exception {
    attack(variant, SHORT);
  }

  @Tag("attack")
  @ParameterizedTest
  @EnumSource(Variant.class)
  void nothingIsLostForLong(Variant variant) throws Exception {
    attack(variant, LONG);
  }

  private void attack(Variant variant, Duration time) throws Exception {
    try (EmulatedPlace place = new EmulatedPlace(variant)) {
      String uri =
          "aws:%s/%s?region=%s&path-style=true&endpoint-dynamodb=%s&endpoint-s3=%s"
              .formatted(
                  place.table(),
                  place.bucket(),
                  EmulatedAws.REGION,
                  encoded(DynamoDbEmulator.endpoint()),
                  encoded(S3Emulator.endpoint()));
      long seed = Long.getLong("vhs.seed", new Random().nextInt(Integer.MAX_VALUE));
      ProcessAttack.Report report =
          new ProcessAttack(
                  uri,
                  () -> Vhs.builder(place.backend(place.dynamoDb(), place.s3())),
                  credentials(),
                  dir,
                  GRACE,
                  WINDOW,
                  seed)
              .attack(time, false);
      assertThat(report.kills()).isPositive();
      assertThat(report.calls()).isGreaterThan(report.kills());
    }
  }

  private static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
  }

  private static String encoded(URI endpoint) {
    return URLEncoder.encode(endpoint.toString(), StandardCharsets.UTF_8);
  }
}
