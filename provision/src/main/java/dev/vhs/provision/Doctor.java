package dev.vhs.provision;

import dev.vhs.AccessDenied;
import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.LastSweep;
import dev.vhs.Location;
import dev.vhs.Scan;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.VersionInfo;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The examination of an existing store, of any backend: it reports faults and their remedies. It
 * changes nothing: if only the use of a permission shows it, it sends a request that can't take
 * effect. A thing that can't be judged is reported as unknown.
 */
public final class Doctor {
  private static final String LAST_GC = "lastGc";
  private static final String POINTERS = "pointers";

  /**
   * The number of ids whose newest pointers are looked at, so that a look costs next to nothing.
   */
  private static final int POINTERS_LOOKED_AT = 100;

  /** The time for which buckets that we create keep deleted objects. */
  private static final Duration LONGEST_WITHOUT_GC = Duration.ofDays(35);

  private final String uri;
  private final Consumer<Finding> told;

  /** True if the bucket denies every request of this store, because none has TLS. */
  private boolean deniesPlainHttp;

  private Doctor(String uri, Consumer<Finding> told) {
    this.uri = uri;
    this.told = told;
  }

  /**
   * Examines a store.
   *
   * @param uri the store's URI, as for {@link Vhs#open}
   * @param wanted changes the settings that a store on AWS is compared with. Default: those of a
   *     new store, with the names and the variant of this one
   * @param told receives each finding as it is made
   * @throws InvalidRequest if the URI is not valid
   */
  public static void examine(
      String uri, UnaryOperator<StoreDefinition.Builder> wanted, Consumer<Finding> told) {
    StoreUri parsed = StoreUri.parse(uri);
    Doctor doctor = new Doctor(uri, told);
    if (parsed.scheme().equals("aws")) {
      AwsBackend.Builder settings = AwsBackendProvider.builder(parsed.withoutEngineOptions());
      doctor.deniesPlainHttp = new AwsExamination(settings, wanted, told).run() == PlainHttp.DENIED;
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
      tell(Severity.INFO, "permissions", "this user may read the store, but not write it", "");
    } else {
      told.accept(Finding.ok("permissions", "this user may read and write " + folder));
    }
  }

  /** Examines what every store has: reachability, an identity, and sweeps. */
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
      examinePointers(vhs, store);
      examineLastSweep(vhs);
    } catch (StoreMismatch e) {
      tell(
          Severity.ERROR,
          "identity",
          message(e),
          "Do what the message says; until then don't run gc, prune or purge");
    } catch (AccessDenied e) {
      tellDenied(Severity.UNKNOWN, "identity", e);
    } catch (VhsException e) {
      tell(
          Severity.UNKNOWN,
          "identity",
          message(e),
          "Do what the message says, then run vhs doctor again");
    }
  }

  /**
   * Examines some pointers. One that names an object outside the store was written by another
   * program, perhaps to have it read by somebody who may read more.
   */
  private void examinePointers(Vhs vhs, StoreDescription store) {
    String allowed = StoreUri.parse(uri).options().get(StoreUri.FOREIGN_PAYLOADS);
    if (allowed != null) {
      tell(
          Severity.INFO,
          POINTERS,
          "objects outside the store are read too: those in " + allowed,
          "Leave out foreignPayloads unless their places are to be trusted");
      return;
    }
    Scan all = Scan.all().passingOver(problem -> {});
    try (Stream<VersionInfo> rows = vhs.store(Codec.bytes()).scan(all)) {
      List<VersionInfo> some = rows.limit(POINTERS_LOOKED_AT).toList();
      List<VersionInfo> outside = some.stream().filter(row -> isOutside(row, store)).toList();
      if (outside.isEmpty()) {
        told.accept(Finding.ok(POINTERS, some.size() + " looked at; all point into the store"));
      } else {
        VersionInfo one = outside.get(0);
        tell(
            Severity.WARNING,
            POINTERS,
            "version %s of '%s' points to %s, outside the store, as do %s more of %s looked at; no such object is read"
                .formatted(
                    one.version(),
                    one.id(),
                    one.location().orElseThrow(),
                    outside.size() - 1,
                    some.size()),
            "Find out who else writes the index. vhs verify lists them all");
      }
    } catch (AccessDenied e) {
      tellDenied(Severity.UNKNOWN, POINTERS, e);
    }
  }

  private static boolean isOutside(VersionInfo row, StoreDescription store) {
    Optional<Location> location = row.location();
    boolean isShared = store.compatibility() == Compatibility.SCALA;
    String root = isShared || store.prefix().isEmpty() ? "" : store.prefix() + "/";
    return location.isPresent()
        && !(location.get().bucket().equals(store.bucket())
            && location.get().key().startsWith(root));
  }

  /**
   * Examines the last sweep. Without sweeps nothing is lost, but leftovers of crashes cost money.
   */
  private void examineLastSweep(Vhs vhs) {
    Optional<LastSweep> last = vhs.maintenance().lastSweep();
    if (last.isEmpty()) {
      tell(
          Severity.INFO,
          LAST_GC,
          "gc never succeeded here",
          "Schedule vhs gc for every day or week");
      return;
    }
    Instant at = last.get().finishedAt();
    String detail = "gc last succeeded at " + at.truncatedTo(ChronoUnit.SECONDS);
    if (at.plus(LONGEST_WITHOUT_GC).isBefore(Instant.now())) {
      tell(
          Severity.WARNING,
          LAST_GC,
          "%s, more than %s days ago".formatted(detail, LONGEST_WITHOUT_GC.toDays()),
          "Run vhs gc, and find out why its schedule doesn't");
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
            vhs.name() + " can be reached, and has no store yet",
            "The first write creates it");
      }
      return there;
    } catch (AccessDenied e) {
      tellDenied(Severity.ERROR, "reach", e);
    } catch (VhsException e) {
      tell(Severity.ERROR, "reach", message(e), "Do what the message says");
    }
    return false;
  }

  /** Tells that access was denied; the message speaks of permissions, which TLS comes before. */
  private void tellDenied(Severity severity, String check, AccessDenied e) {
    if (deniesPlainHttp) {
      tell(severity, check, PlainHttp.DENIED.text(), AwsExamination.HTTPS);
    } else {
      tell(
          severity,
          check,
          message(e),
          "Grant the missing permission: vhs provision NAME --as policies");
    }
  }

  private void tell(Severity severity, String check, String detail, String fix) {
    told.accept(new Finding(severity, check, detail, fix));
  }

  /** Returns the message of a failure. */
  static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }
}
