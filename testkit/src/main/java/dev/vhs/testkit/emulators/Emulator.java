package dev.vhs.testkit.emulators;

import java.net.URI;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** An emulator that is started once, when it is first asked for, if it is there at all. */
final class Emulator {
  /** The system property that makes a missing emulator a failure. */
  static final String REQUIRED = "vhs.require.emulators";

  private final EmulatorSpec spec;
  private @Nullable EmulatorProcess process;
  private @Nullable AssertionError failure;

  Emulator(EmulatorSpec spec) {
    this.spec = spec;
  }

  synchronized URI endpoint() {
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
    if (process == null) {
      process = start(jar().orElseGet(this::missing));
    }
    process.requireAlive();
    return process.endpoint();
  }

  private EmulatorProcess start(URL marker) {
    try {
      return EmulatorProcess.start(spec, marker);
    } catch (AssertionError e) {
      // The next test needn't wait for the same failure.
      failure = e;
      throw e;
    }
  }

  private Optional<URL> jar() {
    return Optional.ofNullable(Emulator.class.getClassLoader().getResource(spec.marker()));
  }

  private URL missing() {
    String message =
        "%s is not on the class path of the tests: add %s in test scope"
            .formatted(spec.name(), spec.dependency());
    if (Boolean.getBoolean(REQUIRED)) {
      return Assertions.fail(message);
    }
    System.err.println("Skipped: " + message);
    return Assumptions.abort(message);
  }
}
