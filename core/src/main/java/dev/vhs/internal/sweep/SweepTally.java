package dev.vhs.internal.sweep;

import dev.vhs.Location;
import dev.vhs.SweepReport;
import dev.vhs.SweepReport.Kept;
import dev.vhs.internal.maintenance.Checkpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of a sweep so far. For use by one thread at a time. */
final class SweepTally {
  private static final int SAMPLE = 100;

  long objects;
  long orphans;
  long bytes;
  long deleted;
  long markers;
  long uploads;
  private final Map<Kept, Long> kept = new EnumMap<>(Kept.class);
  private final List<Location> sample = new ArrayList<>();

  void keep(Kept reason, long count) {
    if (count > 0) {
      kept.merge(reason, count, Long::sum);
    }
  }

  void orphan(Orphan orphan) {
    orphans++;
    bytes += orphan.bytes();
    if (sample.size() < SAMPLE) {
      sample.add(orphan.location());
    }
  }

  /** Counts an object as kept that was taken for an orphan before. */
  void keepAfterAll(Orphan orphan, Kept reason) {
    orphans--;
    bytes -= orphan.bytes();
    sample.remove(orphan.location());
    keep(reason, 1);
  }

  SweepReport report(String stopped) {
    return SweepReport.builder()
        .objects(objects)
        .kept(kept)
        .orphans(orphans)
        .deleted(deleted)
        .bytes(bytes)
        .markers(markers)
        .uploads(uploads)
        .stopped(stopped)
        .sample(sample)
        .build();
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("objects", objects);
    checkpoint.put("orphans", orphans);
    checkpoint.put("bytes", bytes);
    checkpoint.put("deleted", deleted);
    checkpoint.put("markers", markers);
    kept.forEach((reason, count) -> checkpoint.put("kept-" + reason.text(), count));
  }

  static SweepTally of(@Nullable Checkpoint checkpoint) {
    SweepTally tally = new SweepTally();
    if (checkpoint != null) {
      tally.objects = checkpoint.number("objects");
      tally.orphans = checkpoint.number("orphans");
      tally.bytes = checkpoint.number("bytes");
      tally.deleted = checkpoint.number("deleted");
      tally.markers = checkpoint.number("markers");
      for (Kept reason : Kept.values()) {
        tally.keep(reason, checkpoint.number("kept-" + reason.text()));
      }
    }
    return tally;
  }
}
