package dev.vhs.internal.sweep;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.SweepReport.Kept;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.maintenance.Checkpoint;
import dev.vhs.internal.maintenance.Job;
import dev.vhs.internal.maintenance.SegmentedScan;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.protocol.ObjectKeys;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.UnreadableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The search for orphans: objects past the grace period that no row names. It goes through all
 * objects as their keys sort, a page at a time; the ids of a page are looked at side by side.
 */
final class OrphanSearch {
  private static final int PAGE = 1000;

  private final StoreContext store;
  private final ObjectKeys keys;
  private final boolean keysTellIds;
  private final ChainReading chain;
  private final Job work;
  private final Duration grace;

  /** The beginnings of the keys of other stores that were found under this one's prefix. */
  private final Set<String> nested = new TreeSet<>();

  OrphanSearch(
      StoreContext store, StoreFormat format, ChainReading chain, Job work, Duration grace) {
    this.store = store;
    this.keys = format.keys();
    this.keysTellIds = format.keysTellIds();
    this.chain = chain;
    this.work = work;
    this.grace = grace;
  }

  /**
   * The orphans of a page of objects.
   *
   * @param orphans as their keys sort
   * @param last the key after which to go on
   * @param isLast whether no object follows
   */
  record Found(List<Orphan> orphans, String last, boolean isLast) {}

  /**
   * Searches a page of objects.
   *
   * @param after the key after which it begins
   * @param tally counts the orphans and all that is kept
   */
  Found page(String after, SweepTally tally) {
    work.keepPace();
    ObjectPage page = store.objects().list(keys.root(), after, PAGE, work.request());
    Instant now = store.objects().traits().clock().instant();
    String last = after;
    List<List<ObjectInfo>> groups = new ArrayList<>();
    @Nullable String segment = null;
    for (ObjectInfo object : page.objects()) {
      last = object.location().key();
      ObjectKeys.Parts parts = candidate(object, now, tally);
      if (parts != null) {
        if (!parts.segment().equals(segment)) {
          groups.add(new ArrayList<>());
          segment = parts.segment();
        }
        groups.get(groups.size() - 1).add(object);
      }
    }
    List<Orphan> orphans = new ArrayList<>();
    for (Judgement judgement : work.all(groups, this::judge)) {
      tally.keep(judgement.reason(), judgement.kept());
      judgement.orphans().forEach(tally::orphan);
      orphans.addAll(judgement.orphans());
    }
    return new Found(orphans, last, page.last());
  }

  /**
   * Returns the parts of the key of an object that may be an orphan; null for one that is kept
   * without reading rows.
   */
  private ObjectKeys.@Nullable Parts candidate(ObjectInfo object, Instant now, SweepTally tally) {
    String key = object.location().key();
    if (keys.isStoresOwn(key)) {
      return null;
    }
    ObjectKeys.Parts parts = keys.parse(key);
    if (parts == null) {
      keys.rootOfStore(key).ifPresent(nested::add);
    }
    if (!work.isMine(parts == null ? key : parts.segment())) {
      return null;
    }
    if (parts == null) {
      tally.keep(Kept.FOREIGN, 1);
      return null;
    }
    tally.objects++;
    if (!store.rules().isPastGrace(object.storedAt(), now, grace)) {
      tally.keep(Kept.YOUNG, 1);
      return null;
    }
    return parts;
  }

  /**
   * The judgement of the objects of one id.
   *
   * @param reason why the others were kept
   */
  private record Judgement(List<Orphan> orphans, Kept reason, long kept) {}

  private Judgement judge(List<ObjectInfo> group) {
    work.keepPace();
    String id = idOf(group);
    if (id == null) {
      return new Judgement(List.of(), Kept.NAMELESS, group.size());
    }
    List<Location> locations = group.stream().map(ObjectInfo::location).toList();
    Optional<Set<Location>> unnamed;
    try {
      unnamed = chain.unnamed(id, locations, work.call());
    } catch (CorruptValue e) {
      // What that row names is not known, so nothing of its id may go; verification reports it.
      return new Judgement(List.of(), Kept.UNREADABLE, group.size());
    }
    if (unnamed.isEmpty()) {
      return new Judgement(List.of(), Kept.CHANGING, group.size());
    }
    List<Orphan> orphans =
        group.stream()
            .filter(object -> unnamed.get().contains(object.location()))
            .map(object -> new Orphan(id, object.location(), object.size()))
            .toList();
    return new Judgement(orphans, Kept.NAMED, group.size() - orphans.size());
  }

  /**
   * Returns the id of a group of objects: from the key, or where that is a hash, from an object's
   * user metadata.
   */
  private @Nullable String idOf(List<ObjectInfo> group) {
    ObjectKeys.Parts parts = keys.parse(group.get(0).location().key());
    if (parts == null || parts.id() != null) {
      return parts == null ? null : parts.id();
    }
    ObjectInfo info = store.objects().stat(group.get(0).location(), work.request());
    return info == null ? null : keys.idOf(parts, info.userMetadata());
  }

  /**
   * Removes the objects that must be kept for the sake of other ids or stores. Where a key does not
   * tell for certain whose it is, the rows of its id alone don't prove that it is an orphan. Then
   * an object is kept if any row of the index names it, if it may belong to an id with a row that
   * can't be read, or if it lies under the prefix of another store.
   */
  void keepWhatMayBeOthers(Map<Location, Orphan> orphans, SweepTally tally) {
    if (keysTellIds || orphans.isEmpty()) {
      return;
    }
    for (Location location : List.copyOf(orphans.keySet())) {
      if (nested.stream().anyMatch(location.key()::startsWith)) {
        keep(orphans, location, Kept.NESTED, tally);
      }
    }
    Set<String> unreadable = new HashSet<>();
    SegmentedScan.ofAll(work)
        .run(
            any ->
                page ->
                    () -> {
                      named(page).forEach(named -> keep(orphans, named, Kept.SHARED, tally));
                      page.unreadable().forEach(row -> unreadable.add(keys.part(row.id())));
                    },
            () -> {});
    for (Location location : List.copyOf(orphans.keySet())) {
      ObjectKeys.Parts parts = keys.parse(location.key());
      if (parts == null || unreadable.contains(parts.segment())) {
        keep(orphans, location, Kept.UNREADABLE, tally);
      }
    }
  }

  private static Set<Location> named(ScanPage page) {
    Set<Location> named = new HashSet<>();
    for (Row row : page.rows()) {
      if (row.payload() != null) {
        named.add(row.payload());
      }
    }
    for (UnreadableRow row : page.unreadable()) {
      if (row.isNewer()) {
        throw row.reason();
      }
      if (row.payload() != null) {
        named.add(row.payload());
      }
    }
    return named;
  }

  private static void keep(
      Map<Location, Orphan> orphans, Location location, Kept reason, SweepTally tally) {
    Orphan kept = orphans.remove(location);
    if (kept != null) {
      tally.keepAfterAll(kept, reason);
    }
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put(
        "nested", nested.stream().map(NativeKeys::escape).collect(Collectors.joining(" ")));
  }

  void load(Checkpoint checkpoint) {
    Pattern.compile(" ")
        .splitAsStream(checkpoint.text("nested"))
        .map(NativeKeys::unescape)
        .filter(prefix -> prefix != null && !prefix.isEmpty())
        .forEach(nested::add);
  }
}
