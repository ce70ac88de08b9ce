package dev.vhs.testkit.emulators;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The description of an emulator, and of how it is run.
 *
 * @param name for people
 * @param dependency what to add to the class path of the tests, where it is missing
 * @param marker a resource that is on the class path if the emulator is
 * @param classPath what it is run with
 * @param mainClass its main class
 * @param arguments of the main class, for a port
 * @param heap the JVM's option that bounds its memory
 * @param probe a request that it answers with 200 once it has started
 */
record EmulatorSpec(
    String name,
    String dependency,
    String marker,
    ClassPath classPath,
    String mainClass,
    IntFunction<List<String>> arguments,
    String heap,
    Function<URI, HttpRequest> probe) {

  /** The place that an emulator's classes are loaded from. */
  enum ClassPath {
    /** All that the tests have, since that is where the emulator's own dependencies are. */
    OF_TESTS,

    /** The jar with the marker, which holds all that it needs. */
    OF_ITS_JAR
  }
}
