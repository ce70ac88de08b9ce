package dev.vhs.examples.backend;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.Slots;
import dev.vhs.spi.UnreadableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as files, one for each id. A commit is of one id, so it writes one file, as a whole or not
 * at all; a reader reads one file, and sees all of a commit or nothing of it.
 */
public final class FolderIndex implements PointerIndex {
  private static final long MAX_ITEM_BYTES = 64L << 10;
  private static final String IDENTITY = "identity";

  private final Path lock;
  private final KeyedFiles settings;
  private final KeyedFiles files;
  private final IndexTraits traits;

  /** Takes a folder, which the first commit makes. */
  public FolderIndex(Path folder, Variant variant, InstantSource clock) {
    this.lock = folder.toAbsolutePath().resolve("lock");
    this.settings = new KeyedFiles(folder);
    this.files = new KeyedFiles(folder.resolve("ids"));
    this.traits = IndexTraits.builder(variant, clock).maxItemBytes(MAX_ITEM_BYTES).build();
  }

  @Override
  public IndexTraits traits() {
    return traits;
  }

  // snippet backend-identity
  @Override
  public @Nullable String identity(RequestContext context) {
    context.requested();
    try {
      return identity();
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  private @Nullable String identity() throws IOException {
    try {
      String text = Files.readString(settings.file(IDENTITY));
      if (!text.startsWith(traits.variant().text())) {
        throw new StoreMismatch("The folder is not a " + traits.variant().text(), null);
      }
      return text;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void createIfMissing() throws IOException {
    if (identity() == null) {
      byte[] text =
          (traits.variant().text() + " " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
      settings.publish(settings.prepare(IDENTITY, out -> out.write(text)), IDENTITY, true);
    }
  }

  // end

  // snippet backend-read
  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    context.requested();
    var last = rows(id).lastEntry();
    return last == null ? null : readable(last.getValue());
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    context.requested();
    Row row = rows(id).get(version);
    return row == null ? null : readable(row);
  }

  private NavigableMap<Long, Row> rows(String id) {
    return Failures.orThrow(
        () -> {
          try {
            return RowFile.decode(id, Files.readAllBytes(files.file(id)));
          } catch (NoSuchFileException e) {
            return new TreeMap<>();
          }
        });
  }

  private static Row readable(Row row) {
    if (row.format() > Row.FORMAT) {
      throw tooNew(row);
    }
    return row;
  }

  private static StoreMismatch tooNew(Row row) {
    return new StoreMismatch(
        "Version " + row.version() + " of '" + row.id() + "' needs a newer release", null);
  }

  // end

  // snippet backend-page
  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    context.requested();
    if (request.consistency() == Consistency.CONSISTENT) {
      awaitWriter(context);
    }
    NavigableMap<Long, Row> rows = rows(request.id());
    if (request.order() == PageRequest.Order.FALLING) {
      rows = rows.descendingMap();
    }
    if (request.beyond().isPresent()) {
      rows = rows.tailMap(request.beyond().getAsLong(), false);
    }
    List<Row> page =
        rows.values().stream().limit(request.limit()).map(FolderIndex::readable).toList();
    return new RowPage(page, page.size() == rows.size());
  }

  /** Waits for a commit that has compared its {@code notAfter} and isn't done. */
  private void awaitWriter(RequestContext context) {
    Failures.orThrow(
        () -> {
          if (identity() != null) {
            WriteLock.holding(lock, context, () -> lock);
          }
          return lock;
        });
  }

  // end

  // snippet backend-scan
  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    context.requested();
    ScanCursor from = ScanCursor.parse(request.cursor());
    List<String> ids = Failures.orThrow(() -> ids(request, from.id()));
    List<Row> found = new ArrayList<>();
    List<UnreadableRow> unreadable = new ArrayList<>();
    for (String id : ids) {
      long after = id.equals(from.id()) ? from.version() : ScanCursor.BEFORE_ALL;
      try {
        for (Row row : rows(id).tailMap(after, false).values()) {
          if (row.format() > Row.FORMAT) {
            unreadable.add(new UnreadableRow(id, row.payload(), tooNew(row)));
          } else {
            found.add(row);
          }
          if (found.size() + unreadable.size() >= request.limit()) {
            return new ScanPage(found, unreadable, new ScanCursor(id, row.version()).text());
          }
        }
      } catch (CorruptValue e) {
        unreadable.add(new UnreadableRow(id, null, e));
      }
    }
    boolean mayGoOn = ids.size() > request.limit();
    return new ScanPage(
        found, unreadable, mayGoOn ? ScanCursor.after(ids.get(ids.size() - 1)).text() : null);
  }

  /** Returns the next ids of a segment, one more than a page takes: each has a row at least. */
  private List<String> ids(ScanRequest request, String from) throws IOException {
    return List.copyOf(
        files
            .first(
                request.limit() + 1,
                id ->
                    id.compareTo(from) >= 0
                        && id.startsWith(request.prefix())
                        && ScanRequest.segmentOf(id, request.of()) == request.segment())
            .keySet());
  }

  // end

  // snippet backend-commit
  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    context.requested();
    return Failures.orThrow(() -> WriteLock.holding(lock, context, () -> decide(commit)));
  }

  private CommitResult decide(Commit commit) throws IOException {
    createIfMissing();
    NavigableMap<Long, Row> rows = rows(commit.id());
    CommitResult.Conflict conflict = commit.conflict(new FileSlots(rows), true);
    if (conflict != null) {
      files.forceFolders(files.file(commit.id())); // the row in the way may be our own
      return conflict;
    }
    if (traits.variant() == Variant.SINGLE) {
      rows.clear();
    }
    commit.rows().forEach(row -> rows.put(row.version(), row));
    return write(commit, rows);
  }

  private CommitResult write(Commit commit, NavigableMap<Long, Row> rows) throws IOException {
    Path part = prepare(commit.id(), rows);
    if (traits.clock().instant().isAfter(commit.notAfter())) {
      Files.delete(part);
      return new CommitResult.TooLate();
    }
    try {
      files.publish(part, commit.id(), false);
      return new CommitResult.Committed();
    } catch (IOException e) {
      return new CommitResult.Unknown(e); // it may have got its name, and keep it or not
    }
  }

  private Path prepare(String id, NavigableMap<Long, Row> rows) throws IOException {
    byte[] bytes = RowFile.encode(rows.values());
    return files.prepare(id, out -> out.write(bytes));
  }

  // end

  // snippet backend-slots
  /** The rows of an id's file, as a commit asks about them. */
  private final class FileSlots implements Slots<RuntimeException> {
    private final NavigableMap<Long, Row> rows;

    FileSlots(NavigableMap<Long, Row> rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable Row at(Row row) {
      Row there =
          traits.variant() == Variant.MULTI
              ? rows.get(row.version())
              : rows.values().stream().findFirst().orElse(null);
      return there == null ? null : readable(there);
    }

    @Override
    public boolean holds(Row standing) {
      Row there = rows.get(standing.version());
      return there != null && there.stillHolds(standing);
    }
  }

  // end

  // snippet backend-retire
  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    context.requested();
    return Failures.orThrow(() -> WriteLock.holding(lock, context, () -> leave(retirement)));
  }

  private boolean leave(Retirement retirement) throws IOException {
    Row read = retirement.read();
    Row left = retirement.left();
    NavigableMap<Long, Row> rows = rows(read.id());
    Row there = rows.get(read.version());
    if (there == null || !readable(there).standsAs(read)) {
      return false;
    }
    if (left != null) {
      rows.put(left.version(), left);
    } else {
      rows.remove(read.version());
    }
    if (rows.isEmpty()) {
      files.delete(read.id());
    } else {
      files.publish(prepare(read.id(), rows), read.id(), false);
    }
    return true;
  }

  // end

  /** Does nothing: no file stays open. */
  @Override
  public void close() {}
}
