package dev.vhs.testkit.emulators;

import java.net.URI;
import java.util.List;

/**
 * The emulator DynamoDB Local, in memory: one for all tests of a JVM.
 *
 * <p>It needs {@code software.amazon.dynamodb:DynamoDBLocal} on the class path of the tests. It
 * takes any credentials and any region, and has the same tables for all of them. It never throttles
 * and never answers late; signatures are not verified.
 */
public final class DynamoDbEmulator {
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private static final Emulator EMULATOR =
      new Emulator(
          new EmulatorSpec(
              "DynamoDB Local",
              "software.amazon.dynamodb:DynamoDBLocal",
              MAIN.replace('.', '/') + ".class",
              EmulatorSpec.ClassPath.OF_TESTS,
              MAIN,
              port ->
                  List.of(
                      "-inMemory",
                      "-sharedDb",
                      "-disableTelemetry",
                      "-port",
                      Integer.toString(port)),
              "-Xmx384m",
              endpoint -> DynamoDbHttp.request(endpoint, "ListTables", "{}")));

  private DynamoDbEmulator() {}

  /**
   * Returns the address where it listens; the first to ask waits until it has started.
   *
   * @throws org.opentest4j.TestAbortedException if it is not on the class path, which skips the
   *     calling test
   * @throws AssertionError if it is not on the class path and the system property {@code
   *     vhs.require.emulators} is {@code true}, or if it can't be started or has died
   */
  public static URI endpoint() {
    return EMULATOR.endpoint();
  }
}
