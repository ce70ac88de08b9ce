package dev.vhs.testkit.contract;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the Scala client, the {@code VersionedHybridStore} of {@code
 * org.wellcomecollection:storage_2.12:32.43.5} with text values. It does the same to a table and a
 * bucket: the same reads in the same order, the same conditions, the same keys, and it refuses the
 * same rows that it can't read. It knows {@code id}, {@code version} and {@code payload} of a row,
 * and nothing else.
 *
 * <p>Safe for use by many threads.
 */
public final class ScalaClient {
  private static final RequestContext CALL = RequestContext.unlimited();

  private final Backend backend;
  private final ForeignWriter table;

  /**
   * Creates a client of the table and bucket of a backend, under its prefix.
   *
   * @param table puts items on a condition
   */
  public ScalaClient(Backend backend, ForeignWriter table) {
    this.backend = backend;
    this.table = table;
  }

  /** A failure of the Scala client, by the name of its type there. */
  public enum Kind {
    /** There is no such version. */
    NO_VERSION_EXISTS,
    /** The newest has a higher version. */
    HIGHER_VERSION_EXISTS,
    /** The newest has that version, and another value. */
    VERSION_ALREADY_EXISTS,
    /** The object of a version that was asked for is not there. */
    DANGLING_HYBRID_STORE_POINTER,
    /** The newest row can't be read: it has no payload, or one that is no location. */
    MAXIMA_READ,
    /** The condition of a put did not hold. */
    STORE_WRITE
  }

  /** The failure of a call. */
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    Failed(Kind kind, String id) {
      super(kind + " of '" + id + "'");
      this.kind = kind;
    }

    /** Returns the Scala client's name for it. */
    public Kind kind() {
      return kind;
    }
  }

  /** Writes version 0 of an id. */
  public void init(String id, String text) {
    put(id, 0, text);
  }

  /**
   * Writes exactly that version, checked by reading the newest one. Writing what is stored already
   * succeeds and does nothing. A newest row that can't be read counts as none; then the condition
   * of the put decides.
   */
  public void put(String id, long version, String text) {
    Newest newest = newest(id);
    if (newest.isThere()) {
      if (newest.version() >= version && text.equals(stored(id, version))) {
        return;
      }
      if (newest.version() >= version) {
        throw new Failed(
            newest.version() > version ? Kind.HIGHER_VERSION_EXISTS : Kind.VERSION_ALREADY_EXISTS,
            id);
      }
    }
    write(id, version, text);
  }

  /** Writes the next version, and returns its number. */
  public long putLatest(String id, String text) {
    Newest newest = newest(id);
    if (newest.kind() == Kind.MAXIMA_READ) {
      throw new Failed(Kind.STORE_WRITE, id);
    }
    long next = newest.isThere() ? newest.version() + 1 : 0;
    try {
      put(id, next, text);
    } catch (Failed e) {
      throw new Failed(Kind.STORE_WRITE, id);
    }
    return next;
  }

  /**
   * Reads, changes and writes once, and returns the new version; trying again is left to its user.
   */
  public long update(String id, UnaryOperator<String> change) {
    Newest newest = require(id);
    put(id, newest.version() + 1, change.apply(newest.text()));
    return newest.version() + 1;
  }

  /** Returns the newest value. */
  public String getLatest(String id) {
    return require(id).text();
  }

  private Newest require(String id) {
    Newest newest = newest(id);
    if (!newest.isThere()) {
      throw new Failed(Objects.requireNonNull(newest.kind()), id);
    }
    return newest;
  }

  /** Returns one value; in a single-version table only the newest. */
  public String get(String id, long version) {
    // In a single-version table it reads the row of the id, and then looks at the version.
    Row row =
        backend.index().traits().variant() == Variant.SINGLE
            ? backend.index().newest(id, Consistency.CONSISTENT, CALL)
            : backend.index().read(id, version, Consistency.CONSISTENT, CALL);
    if (row == null) {
      throw new Failed(Kind.NO_VERSION_EXISTS, id);
    }
    if (!isReadable(row)) {
      throw new Failed(Kind.MAXIMA_READ, id);
    }
    if (row.version() != version) {
      throw new Failed(Kind.NO_VERSION_EXISTS, id);
    }
    String text = text(Objects.requireNonNull(row.payload()));
    if (text == null) {
      throw new Failed(Kind.DANGLING_HYBRID_STORE_POINTER, id);
    }
    return text;
  }

  /** Puts an object where an id's next version would have its own. */
  public Location upload(String id, long version, String text) {
    String key = key(id, version);
    Bytes bytes = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      backend.objects().put(Upload.builder(key, Body.of(bytes)).build(), CALL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Location(backend.objects().traits().bucket(), key);
  }

  /**
   * Returns the key of a new object; throws what the constructor of {@code S3ObjectLocation}
   * throws.
   */
  public String key(String id, long version) {
    String key =
        Paths.get(backend.prefix(), id, Long.toString(version), UUID.randomUUID() + ".json")
            .toString();
    if (!isKey(key)) {
      throw new IllegalArgumentException("S3 object key cannot contain '.' or '..': " + key);
    }
    return key;
  }

  private void write(String id, long version, String text) {
    Location location = upload(id, version, text);
    if (!table.putIfNewer(id, version, location)) {
      throw new Failed(Kind.STORE_WRITE, id);
    }
  }

  /** The newest row with its value, or the failure to read it. */
  private record Newest(long version, String text, @Nullable Kind kind) {
    boolean isThere() {
      return kind == null;
    }
  }

  private Newest newest(String id) {
    Row row = backend.index().newest(id, Consistency.CONSISTENT, CALL);
    if (row == null) {
      return new Newest(-1, "", Kind.NO_VERSION_EXISTS);
    }
    if (!isReadable(row)) {
      return new Newest(-1, "", Kind.MAXIMA_READ);
    }
    String text = text(Objects.requireNonNull(row.payload()));
    return text == null
        ? new Newest(-1, "", Kind.NO_VERSION_EXISTS)
        : new Newest(row.version(), text, null);
  }

  private @Nullable String stored(String id, long version) {
    try {
      return get(id, version);
    } catch (Failed e) {
      return null;
    }
  }

  /**
   * Returns whether its parser takes an item: a version of type {@code Int}, and a location for
   * payload.
   */
  private static boolean isReadable(Row row) {
    return row.payload() != null
        && row.version() <= Integer.MAX_VALUE
        && isKey(row.payload().key());
  }

  private static boolean isKey(String key) {
    return !key.contains("//")
        && !key.endsWith("/")
        && Paths.get(key).normalize().toString().equals(key);
  }

  private @Nullable String text(Location location) {
    try (ObjectStream object = backend.objects().open(location, ByteRange.ALL, CALL)) {
      return object == null
          ? null
          : new String(object.stream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
