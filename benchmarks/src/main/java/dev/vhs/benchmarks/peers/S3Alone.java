package dev.vhs.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Operation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A store of S3 alone, with conditional writes: an id is a key, created with {@code If-None-Match:
 * *} and replaced with {@code If-Match} of the etag that was read, its version's number in the
 * object's metadata. It keeps the newest version only, so it has no history.
 *
 * <p>With a cache of etags and values a read asks with {@code If-None-Match}, and a write starts
 * from the etag that it knows.
 */
final class S3Alone implements Contender {
  private static final String VERSION = "version";
  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;

  private final String name;
  private final Bucket bucket;
  private final @Nullable Cache<String, Held> cache;

  /** The state of an object that was read. */
  private record Tag(String etag, long version) {}

  /** An object, and its bytes. */
  private static final class Held {
    private final Tag tag;
    private final byte[] value;

    Held(Tag tag, byte[] value) {
      this.tag = tag;
      this.value = value;
    }
  }

  /** Makes one without a cache. */
  S3Alone(String name, Bucket bucket) {
    this.name = name;
    this.bucket = bucket;
    this.cache = null;
  }

  /** Makes one with a cache of so many bytes. */
  S3Alone(String name, Bucket bucket, long cacheBytes) {
    this.name = name;
    this.bucket = bucket;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((String id, Held held) -> id.length() + held.value.length)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.of(Operation.INIT, Operation.PUT_LATEST, Operation.UPDATE, Operation.GET_LATEST);
  }

  @Override
  public void init(String id, byte[] value) {
    PutObjectResponse put =
        bucket.put(id, value, request -> request.ifNoneMatch("*").metadata(Map.of(VERSION, "0")));
    keep(id, new Held(new Tag(put.eTag(), 0), value));
  }

  @Override
  public void putLatest(String id, byte[] value) {
    Held known = known(id);
    Tag newest = known == null ? head(id) : known.tag;
    while (!replace(id, newest, value)) {
      newest = head(id);
    }
  }

  @Override
  public void update(String id, UnaryOperator<byte[]> change) throws IOException {
    Held known = known(id);
    Held newest = known == null ? get(id) : known;
    while (!replace(id, newest.tag, change.apply(newest.value))) {
      newest = get(id);
    }
  }

  @Override
  public byte[] getLatest(String id) throws IOException {
    Held known = known(id);
    if (known == null) {
      return get(id).value;
    }
    try {
      Held newer = held(bucket.get(id, request -> request.ifNoneMatch(known.tag.etag)));
      keep(id, newer);
      return newer.value;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return known.value.clone();
      }
      throw e;
    }
  }

  /**
   * Writes the next version if the one that was read is still the newest, and returns whether it
   * was.
   */
  private boolean replace(String id, Tag read, byte[] value) {
    long version = read.version + 1;
    try {
      PutObjectResponse put =
          bucket.put(
              id,
              value,
              request ->
                  request.ifMatch(read.etag).metadata(Map.of(VERSION, Long.toString(version))));
      keep(id, new Held(new Tag(put.eTag(), version), value));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  private Tag head(String id) {
    HeadObjectResponse head =
        bucket.client().headObject(request -> request.bucket(bucket.name()).key(id));
    return new Tag(head.eTag(), version(head.metadata()));
  }

  private Held get(String id) throws IOException {
    Held held = held(bucket.get(id, request -> {}));
    keep(id, held);
    return held;
  }

  private static Held held(ResponseBytes<GetObjectResponse> got) {
    return new Held(
        new Tag(got.response().eTag(), version(got.response().metadata())),
        got.asByteArrayUnsafe());
  }

  private static long version(Map<String, String> metadata) {
    return Long.parseLong(metadata.getOrDefault(VERSION, "0"));
  }

  private @Nullable Held known(String id) {
    return cache == null ? null : cache.getIfPresent(id);
  }

  private void keep(String id, Held held) {
    if (cache != null) {
      cache.put(id, held);
    }
  }

  @Override
  public void close() {}
}
