package dev.vhs.internal;

import dev.vhs.LastSweep;
import dev.vhs.StoreMismatch;
import dev.vhs.WorkOptions;
import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.ObjectPage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of sweeps that succeeded, one object for each segment.
 *
 * <p>Objects are only ever created, so a record is not replaced: a new one is written whose name is
 * later, and then those are deleted that it makes obsolete. What a crash between the two leaves is
 * read past, and goes with the next one.
 */
final class SweepRecords {
  private static final int PAGE = 1000;
  private static final String ENDING = ".json";

  /** Segment, number of segments, and when it ended in milliseconds since 1970. */
  private static final Pattern NAME = Pattern.compile("(\\d{1,9})-of-(\\d{1,9})/(\\d{15})\\.json");

  private final Engine engine;
  private final OwnObjects objects;
  private final String root;

  SweepRecords(Engine engine) {
    this.engine = engine;
    this.objects = new OwnObjects(engine);
    this.root = engine.own().keys().sweepRecords();
  }

  private record Name(String key, int segment, int of, long finished) {
    /** Whether a later record of that name leaves nothing to say for this one. */
    boolean isObsoleteBy(Name later) {
      return finished < later.finished
          && (later.of == 1 || (segment == later.segment && of == later.of));
    }
  }

  /** Records that a sweep of a segment succeeded. */
  void write(SweepTally tally, Instant started, WorkOptions options, OperationCall call) {
    long finished = engine.objects().traits().clock().millis();
    String key =
        "%s%d-of-%d/%015d%s".formatted(root, options.segment(), options.of(), finished, ENDING);
    Name name = new Name(key, options.segment(), options.of(), finished);
    objects.create(
        key,
        Map.of(
            "startedAt", started.toString(),
            "finishedAt", Instant.ofEpochMilli(finished).toString(),
            "objects", Long.toString(tally.objects),
            "deleted", Long.toString(tally.deleted),
            "bytes", Long.toString(tally.bytes)),
        call);
    for (Name other : names(call)) {
      if (other.isObsoleteBy(name)) {
        objects.delete(other.key(), call);
      }
    }
  }

  private List<Name> names(OperationCall call) {
    List<Name> names = new ArrayList<>();
    String after = "";
    ObjectPage page;
    do {
      page = engine.objects().list(root, after, PAGE, call);
      for (ObjectFacts object : page.objects()) {
        after = object.location().key();
        Matcher name = NAME.matcher(after.substring(root.length()));
        if (name.matches()) {
          names.add(
              new Name(
                  after,
                  Integer.parseInt(name.group(1)),
                  Integer.parseInt(name.group(2)),
                  Long.parseLong(name.group(3))));
        }
      }
    } while (!page.last());
    return names;
  }

  /** The last sweep whose segments have all succeeded; null where there is none. */
  @Nullable LastSweep last(OperationCall call) {
    Map<Integer, Map<Integer, Name>> latest = new HashMap<>();
    for (Name name : names(call)) {
      latest
          .computeIfAbsent(name.of(), any -> new HashMap<>())
          .merge(
              name.segment(),
              name,
              (one, other) -> one.finished() > other.finished() ? one : other);
    }
    return latest.entrySet().stream()
        .filter(sweep -> IntStream.range(0, sweep.getKey()).allMatch(sweep.getValue()::containsKey))
        .map(sweep -> List.copyOf(sweep.getValue().values()))
        .max(Comparator.comparingLong(SweepRecords::finished))
        .map(sweep -> sum(sweep, call))
        .orElse(null);
  }

  private static long finished(List<Name> sweep) {
    return sweep.stream().mapToLong(Name::finished).min().orElse(0);
  }

  private @Nullable LastSweep sum(List<Name> sweep, OperationCall call) {
    List<LastSweep> parts =
        sweep.stream().map(name -> read(name, call)).filter(Objects::nonNull).toList();
    return parts.stream()
        .reduce(
            (a, b) ->
                new LastSweep(
                    a.startedAt().isBefore(b.startedAt()) ? a.startedAt() : b.startedAt(),
                    a.finishedAt().isBefore(b.finishedAt()) ? a.finishedAt() : b.finishedAt(),
                    a.objects() + b.objects(),
                    a.deleted() + b.deleted(),
                    a.bytes() + b.bytes()))
        .orElse(null);
  }

  /** One record; null where a later one has taken its place since it was listed. */
  private @Nullable LastSweep read(Name name, OperationCall call) {
    try {
      Map<String, String> facts = objects.read(name.key(), call);
      return facts == null
          ? null
          : new LastSweep(
              Instant.parse(StoreRow.required(facts, "startedAt")),
              Instant.ofEpochMilli(name.finished()),
              Long.parseLong(StoreRow.required(facts, "objects")),
              Long.parseLong(StoreRow.required(facts, "deleted")),
              Long.parseLong(StoreRow.required(facts, "bytes")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StoreMismatch(
          "%s has a record of a sweep that can't be read, %s: %s. Remove it"
              .formatted(engine.backend().name(), name.key(), e.getMessage()),
          e);
    }
  }
}
