package dev.vhs.testkit.emulators;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The emulators are not on the class path of the testkit's own tests. */
class MissingEmulatorTest {
  private String required;

  @BeforeEach
  void keepTheProperty() {
    required = System.getProperty(Emulator.REQUIRED);
  }

  @AfterEach
  void setThePropertyBack() {
    if (required == null) {
      System.clearProperty(Emulator.REQUIRED);
    } else {
      System.setProperty(Emulator.REQUIRED, required);
    }
  }

  static Stream<Arguments> emulators() {
    ThrowingCallable dynamoDb = DynamoDbEmulator::endpoint;
    ThrowingCallable s3 = S3Emulator::endpoint;
    return Stream.of(
        Arguments.of("software.amazon.dynamodb:DynamoDBLocal", dynamoDb),
        Arguments.of("com.adobe.testing:s3mock (classifier exec)", s3));
  }

  @ParameterizedTest
  @MethodSource("emulators")
  void theTestIsSkippedAndSaysWhatToAdd(String dependency, ThrowingCallable endpoint) {
    System.clearProperty(Emulator.REQUIRED);
    assertThatThrownBy(endpoint)
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("add " + dependency + " in test scope");
  }

  @ParameterizedTest
  @MethodSource("emulators")
  void theTestFailsWhereEmulatorsAreRequired(String dependency, ThrowingCallable endpoint) {
    System.setProperty(Emulator.REQUIRED, "true");
    assertThatThrownBy(endpoint)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("add " + dependency + " in test scope");
  }
}
