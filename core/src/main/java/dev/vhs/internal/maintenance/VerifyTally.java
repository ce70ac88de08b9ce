package dev.vhs.internal.maintenance;

import dev.vhs.VerifyReport;
import org.jspecify.annotations.Nullable;

/** The counts of a verification so far. For use by one thread at a time. */
final class VerifyTally {
  long ids;
  long versions;
  long objects;
  long bytes;
  long problems;
  long repaired;

  /** Adds the counts of another. */
  void add(VerifyTally other) {
    ids += other.ids;
    versions += other.versions;
    objects += other.objects;
    bytes += other.bytes;
    problems += other.problems;
    repaired += other.repaired;
  }

  VerifyReport report() {
    return VerifyReport.builder()
        .ids(ids)
        .versions(versions)
        .objects(objects)
        .bytes(bytes)
        .problems(problems)
        .repaired(repaired)
        .build();
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("ids", ids);
    checkpoint.put("versions", versions);
    checkpoint.put("objects", objects);
    checkpoint.put("bytes", bytes);
    checkpoint.put("problems", problems);
    checkpoint.put("repaired", repaired);
  }

  static VerifyTally of(@Nullable Checkpoint checkpoint) {
    VerifyTally tally = new VerifyTally();
    if (checkpoint != null) {
      tally.ids = checkpoint.number("ids");
      tally.versions = checkpoint.number("versions");
      tally.objects = checkpoint.number("objects");
      tally.bytes = checkpoint.number("bytes");
      tally.problems = checkpoint.number("problems");
      tally.repaired = checkpoint.number("repaired");
    }
    return tally;
  }
}
