package dev.vhs.cli.transfer;

import dev.vhs.VersionInfo;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a version that a copy keeps.
 *
 * @param version 0 or more
 * @param deleted whether it is a deletion; the rest has no meaning then
 * @param size the value's length in bytes; -1 if that is not known
 * @param sha256 the value's SHA-256 in 64 lower-case hex digits; null if that is not known
 * @param contentType the value's media type; null if that is not known
 * @param createdAt the time when the value was made; null if that is not known
 * @param metadata the user's own names and values
 */
record CopiedVersion(
    long version,
    boolean deleted,
    long size,
    @Nullable String sha256,
    @Nullable String contentType,
    @Nullable Instant createdAt,
    Map<String, String> metadata) {
  static CopiedVersion of(VersionInfo info) {
    return new CopiedVersion(
        info.version(),
        info.isDeleted(),
        info.size(),
        info.sha256().orElse(null),
        info.contentType().orElse(null),
        info.createdAt().orElse(null),
        info.metadata());
  }
}
