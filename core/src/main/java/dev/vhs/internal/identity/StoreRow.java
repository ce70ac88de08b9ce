package dev.vhs.internal.identity;

import dev.vhs.Compatibility;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.commit.WriteOutcome;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.internal.runtime.Durations;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The store row of a native store: its identity in the index, and the periods that bind every
 * process.
 */
public final class StoreRow {
  private final StoreContext store;
  private final Committer committer;

  public StoreRow(StoreContext store, Committer committer) {
    this.store = store;
    this.committer = committer;
  }

  @Nullable Row read(OperationContext context) {
    return store.index().read(Row.STORE_ID, 0, Consistency.CONSISTENT, context.forRequest());
  }

  /** Writes it unless there is one, and returns the description in the row that is there. */
  StoreDescription create(Duration grace, Duration window, OperationContext context) {
    UUID writeId = store.environment().writeIds().get();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("identity", writeId.toString());
    facts.put("variant", store.variant().text());
    facts.put("bucket", store.objects().traits().bucket());
    facts.put("prefix", store.backend().prefix());
    facts.put("graceMillis", Long.toString(grace.toMillis()));
    facts.put("commitWindowMillis", Long.toString(window.toMillis()));
    Instant now = store.now();
    Content content =
        Content.builder(0, Digests.hex(Digests.sha256(new byte[0])), "application/vnd.vhs.store")
            .createdAt(now)
            .metadata(facts)
            .build();
    Row row =
        Row.builder(Row.STORE_ID, 0)
            .kind(RowKind.STORE)
            .content(content)
            .writeId(writeId)
            .committedAt(now)
            .build();
    WriteOutcome outcome =
        committer.commit(Commit.of(List.of(row), now.plus(window)), store.nativeFormat(), context);
    if (outcome instanceof WriteOutcome.Written) {
      return describe(row);
    }
    Row other = read(context);
    if (other == null && outcome instanceof WriteOutcome.TooLate) {
      throw new StoreUnavailable(
          "%s could not be created within its commit window, %s; nothing was written. Try again"
              .formatted(store.backend().name(), Durations.text(window)),
          null);
    }
    if (other == null) {
      throw mismatch(" could not be created: its store row appeared and vanished again", null);
    }
    return describe(other);
  }

  /** Removes it if it still is as it was read. */
  void remove(Row read, OperationContext context) {
    if (!store.index().retire(Retirement.drop(read), context.forRequest())) {
      throw mismatch(" is being adopted by another process at this moment", null);
    }
  }

  /**
   * Returns the description in a store row.
   *
   * @throws StoreMismatch if it can't be read, or is of another variant, bucket or prefix
   */
  StoreDescription describe(Row row) {
    Content content = row.content();
    Map<String, String> facts = content == null ? Map.of() : content.metadata();
    try {
      StoreDescription description =
          new StoreDescription(
              Compatibility.NATIVE,
              required(facts, "identity"),
              Variant.of(required(facts, "variant")),
              row.format(),
              facts.getOrDefault("bucket", ""),
              facts.getOrDefault("prefix", ""),
              Duration.ofMillis(Long.parseLong(required(facts, "graceMillis"))),
              Duration.ofMillis(Long.parseLong(required(facts, "commitWindowMillis"))));
      StoreIdentity.checkPlace(store, description);
      return description;
    } catch (IllegalArgumentException e) {
      throw mismatch(" has a store row that can't be read: " + e.getMessage(), e);
    }
  }

  /** Returns the description in a store row; null where it can't be read. */
  @Nullable StoreDescription describeIfReadable(@Nullable Row row) {
    try {
      return row == null ? null : describe(row);
    } catch (StoreMismatch e) {
      // It is wrong, and the caller replaces it.
      return null;
    }
  }

  public static String required(Map<String, String> facts, String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  private StoreMismatch mismatch(String what, @Nullable Throwable cause) {
    return StoreIdentity.mismatch(store, what, cause);
  }
}
