package dev.vhs.simulation;

import static dev.vhs.simulation.Violation.unless;

import dev.vhs.NothingWritten;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of what may take effect at the services, and when. */
final class EffectRules {
  private final Model model;
  private final Set<UUID> writeIds = new HashSet<>();

  EffectRules(Model model) {
    this.model = model;
  }

  /** Checks a commit that is applied. */
  void committed(CallModel call, int position, List<Row> rows) {
    Row row = rows.get(rows.size() - 1);
    ChainModel chain = model.chain(row.id());
    unless(
        writeIds.add(Objects.requireNonNull(row.writeId())),
        "write %s took effect twice",
        Describe.writeId(row.writeId()));
    if (!row.id().equals(Row.STORE_ID)) {
      checkVersion(call, chain, rows, row);
      checkShape(call, rows);
      checkOnce(call, row);
      checkObject(call, row);
      checkBasis(call, chain, row);
      enterReplaced(call, chain, row);
    }
    rows.forEach(written -> chain.write(position, written));
    chain.settle(position);
  }

  private void enterReplaced(CallModel call, ChainModel chain, Row row) {
    Row replaced = chain.newest();
    if (model.variant() == Variant.SINGLE
        && replaced != null
        && replaced.payload() != null
        && !replaced.payload().equals(row.payload())) {
      model.replace(replaced.payload().key(), call.operation().number());
    }
  }

  private void checkVersion(CallModel call, ChainModel chain, List<Row> rows, Row row) {
    // Where gaps have no fillers, a higher version may come between a write's read and its commit.
    long highest = model.hasOpenGaps() ? chain.highestAt(call.invokedAt()) : chain.highest();
    unless(
        row.version() > highest,
        "%s committed version %d of '%s', and version %d had been there before",
        call,
        row.version(),
        row.id(),
        highest);
    unless(
        !chain.everHad(row.version()) || model.variant() == Variant.SINGLE,
        "%s committed version %d of '%s' a second time",
        call,
        row.version(),
        row.id());
    for (Row written : rows) {
      unless(
          model.variant() == Variant.SINGLE || chain.at(written.version()) == null,
          "%s overwrote %s",
          call,
          Describe.row(chain.at(written.version())));
    }
  }

  /** Checks that the Scala client can read what is committed, where it shares the store. */
  private void checkShape(CallModel call, List<Row> rows) {
    for (Row row : rows) {
      unless(
          !model.isShared() || (row.kind() == RowKind.VALUE && row.payload() != null),
          "%s wrote a row that the Scala client can't read: %s",
          call,
          Describe.row(row));
    }
  }

  private static boolean isPurge(CallModel call) {
    return call.action() == Action.PURGE || call.action() == Action.FORGET;
  }

  private static void checkOnce(CallModel call, Row row) {
    boolean may = call.action().isWrite() || isPurge(call);
    unless(may, "%s wrote %s", call, Describe.row(row));
    unless(
        !call.action().isWrite() || call.written().isEmpty(),
        "%s took effect twice: %s, and now %s",
        call,
        call.written().stream().map(Describe::row).toList(),
        Describe.row(row));
    unless(
        !(call.action().isWrite()
            && call.outcome() instanceof Outcome.Failed failed
            && failed.failure() instanceof NothingWritten),
        "%s had said that nothing was written (%s), and now took effect: %s",
        call,
        call.outcome(),
        Describe.row(row));
    call.written().add(row);
  }

  private void checkObject(CallModel call, Row row) {
    if (row.payload() == null) {
      unless(
          row.value() != null || row.kind() != RowKind.VALUE,
          "%s committed neither an object nor a value: %s",
          call,
          Describe.row(row));
      return;
    }
    Bytes bytes = model.object(row.payload().key());
    unless(bytes != null, "%s named an object that is not there: %s", call, Describe.row(row));
    Content content = row.content();
    unless(
        bytes != null && (content == null || content.storedSize() == bytes.size()),
        "%s named an object of another size: %s",
        call,
        Describe.row(row));
  }

  /** Checks that the write is one that its call may make upon what is newest. */
  private void checkBasis(CallModel call, ChainModel chain, Row row) {
    Operation operation = call.operation();
    @Nullable Row below = model.hasOpenGaps() ? chain.below(row.version()) : chain.newest();
    long next = below == null ? 0 : below.version() + 1;
    boolean onValue = below != null && below.kind() == RowKind.VALUE;
    switch (call.action()) {
      case INIT -> unless(below == null && row.version() == 0, "%s upon %s", call, words(below));
      case PUT, COPY, DELETE_AT ->
          unless(row.version() == operation.version(), "%s wrote %s", call, words(row));
      case REPLACE -> {
        Row read = Objects.requireNonNull(operation.read()).row();
        unless(
            below != null && below.standsAs(read) && row.version() == next,
            "%s replaced what it had not read: %s",
            call,
            words(below));
      }
      case UPDATE ->
          unless(
              onValue && isUpon(row, below),
              "%s was made from %s, not from what is newest: %s",
              call,
              words(row),
              words(below));
      case UPSERT ->
          unless(
              onValue ? isUpon(row, below) : base(row).equals(Value.NOTHING),
              "%s was made from %s, not from what is newest: %s",
              call,
              words(row),
              words(below));
      case DELETE ->
          unless(
              below != null
                  && onValue
                  && row.kind() == RowKind.TOMBSTONE
                  && (model.variant() == Variant.MULTI || isSameData(row, below)),
              "%s wrote %s upon %s",
              call,
              words(row),
              words(below));
      case UPDATE_METADATA ->
          unless(
              below != null
                  && onValue
                  && isSameValue(row, below)
                  && isMetadataUpon(call, row, below),
              "%s made %s from %s",
              call,
              words(row),
              words(below));
      case RESTORE -> checkRestored(call, chain, row, below);
      case PURGE, FORGET ->
          unless(row.kind() == RowKind.TOMBSTONE, "%s wrote %s", call, words(row));
      default -> {}
    }
    unless(
        row.version() == next || call.action().isExact(),
        "%s wrote version %d upon %s",
        call,
        row.version(),
        words(below));
    unless(
        call.operation().value() == null || tag(row).equals(call.operation().value().tag()),
        "%s wrote another's value: %s",
        call,
        words(row));
  }

  private void checkRestored(CallModel call, ChainModel chain, Row row, @Nullable Row below) {
    if (model.variant() == Variant.SINGLE) {
      unless(
          below != null
              && below.kind() == RowKind.TOMBSTONE
              && below.version() - 1 == call.operation().version()
              && isSameValue(row, below),
          "%s made %s from %s",
          call,
          words(row),
          words(below));
      return;
    }
    Row old = chain.at(call.operation().version());
    unless(
        old != null && old.kind() == RowKind.VALUE && isSameValue(row, old),
        "%s made %s while the old row is %s",
        call,
        words(row),
        words(old));
  }

  private boolean isUpon(Row row, @Nullable Row below) {
    return below != null && base(row).equals(tag(below));
  }

  private String base(Row row) {
    String text = model.text(row);
    return text == null ? "" : Value.parse(text).base();
  }

  private String tag(Row row) {
    String text = model.text(row);
    return text == null ? "" : Value.parse(text).tag();
  }

  private static boolean isSameValue(Row row, Row other) {
    return row.kind() == RowKind.VALUE && isSameData(row, other);
  }

  private static boolean isSameData(Row row, Row other) {
    return Objects.equals(row.payload(), other.payload())
        && Objects.equals(row.value(), other.value());
  }

  private static boolean isMetadataUpon(CallModel call, Row row, Row below) {
    String wanted = User.metadataUpon(call.operation().number(), metadata(below));
    return wanted.equals(metadata(row).get(User.METADATA));
  }

  private static Map<String, String> metadata(Row row) {
    return row.content() == null ? Map.of() : row.content().metadata();
  }

  /** Checks a row that is retired. */
  void retired(CallModel call, int position, long at, Event.Retired event) {
    Row read = event.read();
    Row left = event.left();
    ChainModel chain = model.chain(read.id());
    if (read.id().equals(Row.STORE_ID)) {
      unless(call.action() == Action.ADOPT, "%s removed the store row", call);
      chain.drop(position, read.version());
      chain.settle(position);
      return;
    }
    unless(call.action().mayRetire(), "%s retired %s", call, words(read));
    call.retired(read);
    unless(
        call.action() != Action.GC || mayStrip(chain.at(read.version()), at),
        "%s took away what %s keeps, within the grace period",
        call,
        words(chain.at(read.version())));
    unless(left == null || !model.isShared(), "%s left a marker: %s", call, words(left));
    unless(
        read.kind() != RowKind.VALUE || mayRetire(call, chain, read, at),
        "%s took away %s",
        call,
        words(read));
    if (left == null) {
      chain.drop(position, read.version());
    } else {
      chain.write(position, left);
    }
    chain.settle(position);
    if (call.action() == Action.FORGET && chain.rows().isEmpty()) {
      chain.forget();
      return;
    }
    Row newest = chain.newest();
    unless(
        call.action() == Action.FORGET || (newest != null && newest.version() == chain.highest()),
        "%s took away the newest row: %s",
        call,
        words(read));
  }

  /**
   * Returns whether what a single-version tombstone keeps may go: then a deletion can't be undone.
   */
  private boolean mayStrip(@Nullable Row row, long at) {
    return model.variant() == Variant.MULTI
        || row == null
        || row.kind() != RowKind.TOMBSTONE
        || isSameData(row, row.bare())
        || isPastGrace(row, at);
  }

  private boolean isPastGrace(Row row, long at) {
    return isOlder(row, model.setting().grace(), at);
  }

  /** Returns whether a row may be taken to be older than that, as far apart as clocks are. */
  private boolean isOlder(Row row, Duration age, long at) {
    Instant since = model.age(row);
    return since != null
        && since.plus(age).isBefore(Client.instant(at).plus(model.setting().clocksApart()));
  }

  /** Returns whether a call may take a value away for good. */
  private boolean mayRetire(CallModel call, ChainModel chain, Row row, long at) {
    if (model.variant() == Variant.SINGLE) {
      return false;
    }
    if (isPurge(call)) {
      Row newest = chain.newest();
      return newest != null
          && chain.versions().stream()
              .filter(version -> version > row.version())
              .anyMatch(
                  version ->
                      chain
                          .timeline(version)
                          .everBetween(
                              call.invokedAt(),
                              Integer.MAX_VALUE,
                              state ->
                                  state.row() != null && state.row().kind() == RowKind.TOMBSTONE));
    }
    if (call.operation().keep() instanceof RetentionPolicy.Newest newest) {
      return chain.valuesAbove(row.version()) >= newest.values();
    }
    if (call.operation().keep() instanceof RetentionPolicy.YoungerThan young) {
      return chain.highest() > row.version() && isOlder(row, young.age(), at);
    }
    return false;
  }

  /** Checks that an object which was there may be removed. */
  void removed(@Nullable CallModel call, String key) {
    if (key.equals(EndRules.STORE_OBJECT)) {
      unless(
          call != null && call.action() == Action.ADOPT,
          "the store object was deleted by %s",
          call);
      model.remove(key);
      return;
    }
    Row naming = model.naming(key);
    unless(
        naming == null, "object %s was deleted, and %s names it", Describe.key(key), words(naming));
    unless(model.maker(key) != 0, "%s was deleted, which is not the store's", key);
    model.remove(key);
  }

  private String words(@Nullable Row row) {
    return row == null
        ? "nothing"
        : Describe.row(row) + " (" + Describe.text(model.text(row)) + ")";
  }
}
