package dev.vhs.internal.protocol;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of objects that the Scala client shares: {@code <prefix>/<id>/<version>/<uuid>.json}.
 *
 * <p>The id stands there as it is, but its parts between slashes are joined as parts of a path, as
 * {@code java.nio.file.Paths.get} does in the client's {@code S3ObjectLocation.join}: {@code a//b}
 * and {@code a/b/} share the path of {@code a/b}. So a key does not tell for certain whose it is.
 * The UUID is the write id where we made the key, and a random one where the Scala client did.
 *
 * <p>The version is the one that was about to be written. A write that meets a conflict and becomes
 * a later version keeps its object and so its key: readers follow the pointer, never the key.
 */
public final class ScalaKeys extends ObjectKeys {
  /** The highest version: the Scala client's stores have versions of type {@code Int}. */
  static final long MAX_VERSION = Integer.MAX_VALUE;

  /**
   * The largest number of bytes after the id: two slashes, a version of ten digits, UUID and
   * ending.
   */
  static final int MAX_BYTES_AFTER_ID = 1 + 10 + 1 + 36 + 5;

  private static final String ENDING = ".json";

  public ScalaKeys(String bucket, String prefix) {
    super(bucket, prefix);
  }

  @Override
  public String of(String id, long version, UUID writeId) {
    return root() + part(id) + "/" + version + "/" + writeId + ENDING;
  }

  @Override
  public boolean tellVersions() {
    return true;
  }

  /** Returns the path that stands for an id. */
  @Override
  public String part(String id) {
    return Arrays.stream(id.split("/"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  @Override
  public @Nullable Parts parse(String key) {
    if (!key.startsWith(root()) || !key.endsWith(ENDING) || isStoresOwn(key)) {
      return null;
    }
    int beforeName = key.lastIndexOf('/');
    int beforeVersion = key.lastIndexOf('/', beforeName - 1);
    if (beforeVersion <= root().length()) {
      return null;
    }
    String path = key.substring(root().length(), beforeVersion);
    UUID uuid = uuid(key.substring(beforeName + 1, key.length() - ENDING.length()));
    boolean isShaped =
        isVersion(key.substring(beforeVersion + 1, beforeName))
            && path.equals(part(path))
            && Arrays.stream(path.split("/")).noneMatch(ScalaKeys::isRelative);
    return uuid != null && isShaped ? new Parts(path, path, uuid) : null;
  }

  /** Returns whether a part of a path leads elsewhere, which the Scala client forbids. */
  static boolean isRelative(String part) {
    return part.equals(".") || part.equals("..");
  }

  private static boolean isVersion(String text) {
    return text.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(text) <= MAX_VERSION;
  }
}
