package dev.vhs.internal.sweep;

import dev.vhs.JobOptions;
import dev.vhs.LastSweep;
import dev.vhs.StoreMismatch;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.OwnObjects;
import dev.vhs.internal.identity.StoreRow;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of sweeps that succeeded, one object for each segment.
 *
 * <p>Objects are only ever created, so a record is never replaced. A new one with a later name is
 * written, and then the ones that it makes obsolete are deleted. Those that a crash between the two
 * leaves are ignored, and go with the next one.
 */
public final class SweepRecords {
  private static final int PAGE = 1000;
  private static final String ENDING = ".json";

  /**
   * The shape of a name: segment, number of segments, and when the sweep ended, in milliseconds
   * since 1970. The digits of any script, because an earlier release wrote those of the user's
   * locale.
   */
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,9})-of-(\\d{1,9})/(\\d{15})\\.json", Pattern.UNICODE_CHARACTER_CLASS);

  private final StoreContext store;
  private final OwnObjects objects;
  private final String root;

  public SweepRecords(StoreContext store) {
    this.store = store;
    this.objects = new OwnObjects(store);
    this.root = store.nativeFormat().keys().sweepRecords();
  }

  private record Name(String key, int segment, int of, long finished) {
    /** Returns whether a later record makes this one obsolete. */
    boolean isObsoleteBy(Name later) {
      return finished < later.finished
          && (later.of == 1 || (segment == later.segment && of == later.of));
    }
  }

  /** Records that a sweep of a segment succeeded. */
  void write(SweepTally tally, Instant started, JobOptions options, OperationContext context) {
    long finished = store.objects().traits().clock().millis();
    String key =
        String.format(
            Locale.ROOT,
            "%s%d-of-%d/%015d%s",
            root,
            options.segment(),
            options.of(),
            finished,
            ENDING);
    Name name = new Name(key, options.segment(), options.of(), finished);
    objects.create(
        key,
        Map.of(
            "startedAt", started.toString(),
            "finishedAt", Instant.ofEpochMilli(finished).toString(),
            "objects", Long.toString(tally.objects),
            "deleted", Long.toString(tally.deleted),
            "bytes", Long.toString(tally.bytes)),
        context);
    for (Name other : names(context)) {
      if (other.isObsoleteBy(name)) {
        objects.delete(other.key(), context);
      }
    }
  }

  private List<Name> names(OperationContext context) {
    List<Name> names = new ArrayList<>();
    String after = "";
    ObjectPage page;
    do {
      page = store.objects().list(root, after, PAGE, context.forRequest());
      for (ObjectInfo object : page.objects()) {
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

  /** Returns the last sweep whose segments have all succeeded; null where there is none. */
  public @Nullable LastSweep last(OperationContext context) {
    Map<Integer, Map<Integer, Name>> latest = new HashMap<>();
    for (Name name : names(context)) {
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
        .map(sweep -> sum(sweep, context))
        .orElse(null);
  }

  private static long finished(List<Name> sweep) {
    return sweep.stream().mapToLong(Name::finished).min().orElse(0);
  }

  private @Nullable LastSweep sum(List<Name> sweep, OperationContext context) {
    List<LastSweep> parts =
        sweep.stream().map(name -> read(name, context)).filter(Objects::nonNull).toList();
    return parts.stream()
        .reduce(
            (a, b) ->
                LastSweep.builder(
                        a.startedAt().isBefore(b.startedAt()) ? a.startedAt() : b.startedAt(),
                        a.finishedAt().isBefore(b.finishedAt()) ? a.finishedAt() : b.finishedAt())
                    .objects(a.objects() + b.objects())
                    .deleted(a.deleted() + b.deleted())
                    .bytes(a.bytes() + b.bytes())
                    .build())
        .orElse(null);
  }

  /** Reads one record; null where a later one has taken its place since it was listed. */
  private @Nullable LastSweep read(Name name, OperationContext context) {
    try {
      Map<String, String> info = objects.read(name.key(), context);
      return info == null
          ? null
          : LastSweep.builder(
                  Instant.parse(StoreRow.required(info, "startedAt")),
                  Instant.ofEpochMilli(name.finished()))
              .objects(Long.parseLong(StoreRow.required(info, "objects")))
              .deleted(Long.parseLong(StoreRow.required(info, "deleted")))
              .bytes(Long.parseLong(StoreRow.required(info, "bytes")))
              .build();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StoreMismatch(
          "%s has a record of a sweep that can't be read, %s: %s. Delete that object"
              .formatted(store.backend().name(), name.key(), e.getMessage()),
          e);
    }
  }
}
