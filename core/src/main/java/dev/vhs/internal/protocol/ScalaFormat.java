package dev.vhs.internal.protocol;

import dev.vhs.Compatibility;
import dev.vhs.InvalidId;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The format of the Scala client {@code org.wellcomecollection:storage_2.12:32.43.5}, from whose
 * sources the rules here are taken.
 *
 * <p>It reads {@code id}, {@code version} and {@code payload} of an item and ignores everything
 * else; a newest row without {@code payload} makes every operation on its id fail. In the
 * multi-version variant it writes a row where the slot is absent; in the single-version variant it
 * puts a whole item where the version is lower, which erases what it doesn't know. It reads first
 * what is newest, by an eventually consistent read, and leaves gaps without fillers.
 */
public final class ScalaFormat implements StoreFormat {
  /** The length of the longest key of S3, in bytes (AWS, "Naming Amazon S3 objects"). */
  private static final int MAX_KEY_BYTES = 1024;

  private final Rules rules;
  private final Variant variant;
  private final ScalaKeys keys;
  private final String name;
  private final boolean compress;

  /**
   * Creates the format of one store.
   *
   * @param name the name of the store in messages
   * @param compress whether it was opened to write compressed values
   */
  public ScalaFormat(Rules rules, Variant variant, ScalaKeys keys, String name, boolean compress) {
    this.rules = rules;
    this.variant = variant;
    this.keys = keys;
    this.name = name;
    this.compress = compress;
  }

  /**
   * Returns whether a row can have been written in this format, by the Scala client or by us. Then
   * it is a value with an object, and the object's key has a shape that no native store makes.
   */
  public static boolean couldHold(Row row, ObjectKeys nativeKeys) {
    return row.kind() == RowKind.VALUE
        && row.payload() != null
        && nativeKeys.parse(row.payload().key()) == null;
  }

  @Override
  public Compatibility compatibility() {
    return Compatibility.SCALA;
  }

  @Override
  public ObjectKeys keys() {
    return keys;
  }

  @Override
  public void checkOpening() {
    if (compress) {
      throw new InvalidRequest(
          "%s is shared with the Scala client, which can't read compressed values; open it without compression"
              .formatted(name));
    }
    String root = keys.root();
    if (root.contains("//") || Arrays.stream(root.split("/")).anyMatch(ScalaKeys::isRelative)) {
      throw new InvalidRequest(
          "%s can't be shared with the Scala client under the prefix '%s': that client forbids keys with an empty part or the parts '.' and '..'. Choose another prefix"
              .formatted(name, root));
    }
  }

  @Override
  public void checkId(String id) {
    String path = keys.part(id);
    if (Arrays.stream(id.split("/")).anyMatch(ScalaKeys::isRelative)) {
      throw forbidden(id, "the Scala client forbids keys with the parts '.' and '..'");
    }
    if (path.isEmpty()) {
      throw forbidden(id, "its keys are paths, and an id of slashes alone leaves no path");
    }
    if (keys.isStoresOwn(keys.root() + path + "/")) {
      throw forbidden(id, "the path .vhs/ is reserved for the store itself");
    }
    int bytes = (keys.root() + path).getBytes(StandardCharsets.UTF_8).length;
    if (bytes + ScalaKeys.MAX_BYTES_AFTER_ID > MAX_KEY_BYTES) {
      throw forbidden(
          id,
          "prefix and id may have %d bytes together in a key of S3, and have %d"
              .formatted(MAX_KEY_BYTES - ScalaKeys.MAX_BYTES_AFTER_ID, bytes));
    }
  }

  private InvalidId forbidden(String id, String rule) {
    return new InvalidId(
        "Id '%s' can't be written in %s, which is shared with the Scala client: %s"
            .formatted(Ids.printable(id), name, rule),
        id);
  }

  @Override
  public void checkVersion(String id, long version) {
    if (version > ScalaKeys.MAX_VERSION) {
      throw new InvalidRequest(
          "Version %d of '%s' can't be written in %s: the Scala client, which shares it, reads versions up to %d"
              .formatted(version, id, name, ScalaKeys.MAX_VERSION),
          id);
    }
  }

  @Override
  public void checkDeletes(String operation) {
    throw new UnsupportedOperationException(
        "%s is not possible in %s: the Scala client, which shares it, can't read or write an id whose newest row has no object. 'vhs copy' makes a native store with the same versions"
            .formatted(operation, name));
  }

  @Override
  public long maxInlineBytes() {
    return 0;
  }

  @Override
  public boolean hasOnlyValues() {
    return true;
  }

  @Override
  public boolean keysTellIds() {
    return false;
  }

  @Override
  public boolean reclaimsReplaced() {
    return false;
  }

  @Override
  public boolean isDefinite(Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
    return rules.isDefiniteAmongErasers(variant, commit, inTheWay, firstTry, now);
  }

  @Override
  public Fate fate(Row row, RowAges ages, Duration grace, OperationContext context) {
    RowAges.Age age = ages.of(row, context);
    return rules.mayDropUnmarked(age.since(), age.now(), grace) ? Fate.DROPPED : Fate.KEPT;
  }
}
