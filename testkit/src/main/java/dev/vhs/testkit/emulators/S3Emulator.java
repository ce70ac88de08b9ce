package dev.vhs.testkit.emulators;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * The emulator S3Mock: one for all tests of a JVM.
 *
 * <p>It needs {@code com.adobe.testing:s3mock} with the classifier {@code exec} on the class path
 * of the tests. It takes any credentials, wants buckets in the path ({@code path-style=true}), and
 * verifies no signatures. Of several creations of one key at the same time more than one may
 * succeed, which S3 doesn't allow.
 */
public final class S3Emulator {
  private static final Emulator EMULATOR =
      new Emulator(
          new EmulatorSpec(
              "S3Mock",
              "com.adobe.testing:s3mock (classifier exec)",
              "BOOT-INF/classes/com/adobe/testing/s3mock/S3MockApplication.class",
              EmulatorSpec.ClassPath.OF_ITS_JAR,
              "org.springframework.boot.loader.launch.JarLauncher",
              port ->
                  List.of(
                      "--com.adobe.testing.s3mock.http-port=" + port,
                      // The port of https, which can't be turned off.
                      "--server.port=0",
                      "--logging.level.root=WARN"),
              "-Xmx384m",
              endpoint -> HttpRequest.newBuilder(endpoint.resolve("/")).build()));

  private S3Emulator() {}

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
