package dev.vhs.local;

import dev.vhs.local.files.ObjectMetadata;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The rows and calls of tests, and their way to wait. */
public final class Samples {
  public static final RequestContext CALL = RequestContext.unlimited();
  public static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private Samples() {}

  /** Returns an inline row with a write id of its own. */
  public static Row row(String id, long version) {
    return row(id, version, 16);
  }

  public static Row row(String id, long version, int bytes) {
    Content content =
        Content.builder(bytes, "ab".repeat(32), "text/plain")
            .createdAt(Instant.ofEpochMilli(1))
            .metadata(Map.of("by", "a test"))
            .build();
    return Row.inline(
        id,
        version,
        Bytes.wrap(new byte[bytes]),
        content,
        UUID.randomUUID(),
        Instant.ofEpochMilli(2));
  }

  /** Returns a commit of rows that must be absent. */
  public static Commit absent(Row... rows) {
    return Commit.of(List.of(rows), LATER);
  }

  public static Upload upload(String key, byte[] bytes) {
    return Upload.builder(key, Body.of(Bytes.wrap(bytes)))
        .contentType("text/plain")
        .userMetadata(ObjectMetadata.implied(key))
        .build();
  }

  /** Returns a call that has so much time left, counted from now. */
  public static RequestContext within(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return new RequestContext() {
      @Override
      public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      }

      @Override
      public void requested() {}

      @Override
      public void retried() {}

      @Override
      public void transferred(long bytes) {}
    };
  }

  /** Waits for a condition, and fails if it does not come about. */
  public static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
