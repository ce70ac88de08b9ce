package dev.vhs.provision;

import dev.vhs.AccessDenied;
import dev.vhs.InvalidRequest;
import dev.vhs.LastSweep;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.Vhs;
import dev.vhs.VhsException;
import dev.vhs.aws.AwsBackend;
import dev.vhs.aws.AwsBackendProvider;
import dev.vhs.provision.Finding.Severity;
import dev.vhs.spi.StoreUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Looks at a store that is there, of any backend, and says what is wrong and what to do. It changes
 * nothing: where a permission can't be told but by using it, it sends a request that can't take
 * effect. What can't be judged is said to be unknown.
 */
public final class Doctor {
  private static final String LAST_GC = "lastGc";

  /** As long as buckets that we make keep what was deleted. */
  private static final Duration LONGEST_WITHOUT_GC = Duration.ofDays(35);

  private final String uri;
  private final Consumer<Finding> told;

  private Doctor(String uri, Consumer<Finding> told) {
    this.uri = uri;
    this.told = told;
  }

  /**
   * Examines a store.
   *
   * @param uri as {@link Vhs#open} takes it
   * @param wanted what a store on AWS is compared with, beside its names and its variant; those of
   *     a new store's builder if left as they are
   * @param told is told of each finding as it is made
   * @throws InvalidRequest if the URI is none
   */
  public static void examine(
      String uri, UnaryOperator<StoreDefinition.Builder> wanted, Consumer<Finding> told) {
    StoreUri parsed = StoreUri.parse(uri);
    Doctor doctor = new Doctor(uri, told);
    if (parsed.scheme().equals("aws")) {
      AwsBackend.Builder settings = AwsBackendProvider.builder(parsed);
      new AwsExamination(settings, wanted, told).run();
    } else if (parsed.scheme().equals("file")) {
      doctor.examineFolder(Path.of(parsed.rest()));
    }
    doctor.examineStore();
  }

  private void examineFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    boolean reads = Files.isReadable(folder) && Files.isExecutable(folder);
    if (!reads) {
      tell(
          Severity.ERROR,
          "permissions",
          "this user may not read " + folder,
          "Give this user access to the folder");
    } else if (!Files.isWritable(folder)) {
      tell(Severity.INFO, "permissions", "this user may read the store, and not write it", "");
    } else {
      told.accept(Finding.ok("permissions", "this user may read and write " + folder));
    }
  }

  /** What every store has: it can be reached, its halves belong together, and it is swept. */
  private void examineStore() {
    try (Vhs vhs = Vhs.open(uri)) {
      if (!exists(vhs)) {
        return;
      }
      StoreDescription store = vhs.maintenance().check();
      told.accept(
          Finding.ok(
              "identity",
              "%s %s %s: index and objects belong together"
                  .formatted(
                      store.compatibility().text(), store.variant().text(), store.identity())));
      examineLastSweep(vhs);
    } catch (StoreMismatch e) {
      tell(
          Severity.ERROR,
          "identity",
          message(e),
          "What the message says; until then no gc, prune and purge");
    } catch (VhsException e) {
      tell(Severity.UNKNOWN, "identity", message(e), "What the message says, then look again");
    }
  }

  /** Without sweeps nothing is lost, but what crashed writers left is paid for. */
  private void examineLastSweep(Vhs vhs) {
    Optional<LastSweep> last = vhs.maintenance().lastSweep();
    if (last.isEmpty()) {
      tell(Severity.INFO, LAST_GC, "gc never succeeded here", "Have vhs gc run every day or week");
      return;
    }
    Instant at = last.get().finishedAt();
    String detail = "gc last succeeded at " + at.truncatedTo(ChronoUnit.SECONDS);
    if (at.plus(LONGEST_WITHOUT_GC).isBefore(Instant.now())) {
      tell(
          Severity.WARNING,
          LAST_GC,
          "%s, more than %d days ago".formatted(detail, LONGEST_WITHOUT_GC.toDays()),
          "Run vhs gc, and see why its schedule doesn't");
    } else {
      told.accept(Finding.ok(LAST_GC, detail));
    }
  }

  private boolean exists(Vhs vhs) {
    try {
      boolean there = vhs.maintenance().exists();
      if (there) {
        told.accept(Finding.ok("reach", vhs.name() + " can be reached"));
      } else {
        tell(
            Severity.INFO,
            "reach",
            vhs.name() + " can be reached, and holds no store yet",
            "The first write makes it");
      }
      return there;
    } catch (AccessDenied e) {
      tell(
          Severity.ERROR,
          "reach",
          message(e),
          "Grant what is missing: vhs provision NAME --as policies");
    } catch (VhsException e) {
      tell(Severity.ERROR, "reach", message(e), "What the message says");
    }
    return false;
  }

  private void tell(Severity severity, String check, String detail, String fix) {
    told.accept(new Finding(severity, check, detail, fix));
  }

  static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }
}
