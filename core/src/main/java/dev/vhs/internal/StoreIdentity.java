package dev.vhs.internal;

import dev.vhs.Location;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The store row and the store object: what says that an index and an object store belong together.
 *
 * <p>The first write creates what is missing, the row before the object, each only if absent; a
 * write checks both once, and whatever deletes by what the index says checks them anew each time.
 */
final class StoreIdentity {
  private static final int MAX_OBJECT_BYTES = 16 * 1024;

  private final Engine engine;
  private final Committer committer;
  private volatile @Nullable StoreDescription bound;

  StoreIdentity(Engine engine, Committer committer) {
    this.engine = engine;
    this.committer = committer;
  }

  /**
   * What the store is; created where it is not there.
   *
   * @throws StoreMismatch if index and object store don't belong together
   */
  StoreDescription bind(OperationCall call) {
    StoreDescription known = bound;
    if (known == null) {
      Row row = storeRow(call);
      boolean created = row == null;
      known = row == null ? create(call) : describe(row);
      checkObject(known, created || readObject(call) == null, call);
      bound = known;
    }
    return known;
  }

  /** What the store is, if that was read already. */
  @Nullable StoreDescription bound() {
    return bound;
  }

  /**
   * What the store is, read anew.
   *
   * @throws StoreMismatch if either half of the identity is missing, or they differ
   */
  StoreDescription verify(OperationCall call) {
    Row row = storeRow(call);
    if (row == null) {
      throw mismatch(
          " has no store row: it was never written, or its index was lost or made anew", null);
    }
    StoreDescription description = describe(row);
    checkObject(description, false, call);
    return description;
  }

  /** What the store row says; empty where the store does not exist. */
  @Nullable StoreDescription read(OperationCall call) {
    Row row = storeRow(call);
    return row == null ? null : describe(row);
  }

  /**
   * Writes a new identity into both halves, whatever is there; the caller has made sure that they
   * belong together.
   */
  StoreDescription renew(OperationCall call) {
    Row old = storeRow(call);
    StoreDescription before = old == null ? null : readable(old);
    if (old != null && !engine.index().retire(old, null, call)) {
      throw mismatch(" is being adopted by somebody else at this moment", null);
    }
    engine.objects().delete(engine.location(engine.keys().storeObject()), call);
    StoreDescription renewed =
        write(
            before == null ? engine.settings().grace() : before.grace(),
            before == null ? engine.settings().commitWindow() : before.commitWindow(),
            call);
    checkObject(renewed, true, call);
    bound = renewed;
    return renewed;
  }

  /** What a row says, where it can be read. */
  private @Nullable StoreDescription readable(Row row) {
    try {
      return describe(row);
    } catch (StoreMismatch e) {
      // The caller writes it anew, since it is wrong.
      return null;
    }
  }

  private @Nullable Row storeRow(OperationCall call) {
    return engine.index().read(Row.STORE_ID, 0, Consistency.CONSISTENT, call);
  }

  private StoreDescription create(OperationCall call) {
    boolean hasObjects = readObject(call) != null;
    if (hasObjects || !engine.index().scan(ScanRequest.all(1), call).rows().isEmpty()) {
      // Another process may have created the store since its row was looked for.
      Row created = storeRow(call);
      if (created != null) {
        return describe(created);
      }
      throw mismatch(
          hasObjects
              ? " has objects of a store whose row is missing: its index was lost or made anew"
              : " has rows and no store row: another client made it, or the row was removed",
          null);
    }
    return write(engine.settings().grace(), engine.settings().commitWindow(), call);
  }

  private StoreDescription write(Duration grace, Duration window, OperationCall call) {
    UUID writeId = engine.environment().writeIds().get();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("identity", writeId.toString());
    facts.put("variant", engine.variant().text());
    facts.put("bucket", engine.objects().traits().bucket());
    facts.put("prefix", engine.backend().prefix());
    facts.put("graceMillis", Long.toString(grace.toMillis()));
    facts.put("commitWindowMillis", Long.toString(window.toMillis()));
    Instant now = engine.now();
    Content content =
        new Content(
            0,
            0,
            Digests.hex(Digests.sha256(new byte[0])),
            "application/vnd.vhs.store",
            null,
            now,
            facts);
    Row row =
        new Row(
            Row.STORE_ID,
            0,
            RowKind.STORE,
            null,
            null,
            content,
            writeId,
            RecentWriteIds.NONE,
            now,
            null,
            Row.FORMAT);
    Committer.Verdict verdict =
        committer.commit(new Commit(List.of(row), null, null, now.plus(window)), call);
    if (verdict instanceof Committer.Verdict.Won) {
      return describe(row);
    }
    Row other = storeRow(call);
    if (other == null) {
      throw mismatch(" could not be created: its store row came and went", null);
    }
    return describe(other);
  }

  private StoreDescription describe(Row row) {
    Content content = row.content();
    Map<String, String> facts = content == null ? Map.of() : content.metadata();
    try {
      StoreDescription description =
          new StoreDescription(
              required(facts, "identity"),
              Variant.of(required(facts, "variant")),
              row.format(),
              facts.getOrDefault("bucket", ""),
              facts.getOrDefault("prefix", ""),
              Duration.ofMillis(Long.parseLong(required(facts, "graceMillis"))),
              Duration.ofMillis(Long.parseLong(required(facts, "commitWindowMillis"))));
      check(description);
      return description;
    } catch (IllegalArgumentException e) {
      throw mismatch(" has a store row that can't be read: " + e.getMessage(), e);
    }
  }

  private void check(StoreDescription description) {
    String bucket = engine.objects().traits().bucket();
    if (description.variant() != engine.variant()) {
      throw mismatch(
          " is a "
              + engine.variant().text()
              + " by its keys, and its store row says "
              + description.variant().text(),
          null);
    }
    if (!description.bucket().equals(bucket)
        || !description.prefix().equals(engine.backend().prefix())) {
      throw mismatch(
          " keeps its objects in bucket '%s' under '%s', and was opened with '%s' under '%s'"
              .formatted(
                  description.bucket(), description.prefix(), bucket, engine.backend().prefix()),
          null);
    }
  }

  private static String required(Map<String, String> facts, String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  private void checkObject(StoreDescription description, boolean create, OperationCall call) {
    String index = engine.index().identity(call);
    if (index == null) {
      throw mismatch(" has no index", null);
    }
    if (create) {
      String json =
          FlatJson.write(
              Map.of(
                  "identity", description.identity(),
                  "index", index,
                  "variant", description.variant().text(),
                  "format", Integer.toString(description.format())));
      put(Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), call);
    }
    Map<String, String> object = readObject(call);
    if (object == null) {
      throw mismatch(
          " has no store object "
              + engine.keys().storeObject()
              + ": its objects were lost or moved",
          null);
    }
    if (!description.identity().equals(object.get("identity"))) {
      throw mismatch(
          ": index and objects are of two stores; the objects belong to " + object.get("identity"),
          null);
    }
    if (!index.equals(object.get("index"))) {
      throw mismatch(
          ": its index was made anew or restored since; the objects belong to index "
              + object.get("index"),
          null);
    }
  }

  private void put(Bytes json, OperationCall call) {
    try {
      engine
          .objects()
          .put(
              new Upload(
                  engine.keys().storeObject(),
                  Body.of(json),
                  "application/json",
                  null,
                  Map.of(),
                  true),
              call);
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
  }

  private @Nullable Map<String, String> readObject(OperationCall call) {
    Location location = engine.location(engine.keys().storeObject());
    try (ObjectStream object = engine.objects().open(location, ByteRange.ALL, call)) {
      if (object == null) {
        return null;
      }
      byte[] bytes = object.stream().readNBytes(MAX_OBJECT_BYTES);
      return FlatJson.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreUnavailable(
          "Reading the store object %s broke off: %s. Nothing was written; try again"
              .formatted(location, e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw mismatch(": its store object " + location + " can't be read: " + e.getMessage(), e);
    }
  }

  private StoreMismatch mismatch(String what, @Nullable Throwable cause) {
    return new StoreMismatch(
        engine.backend().name()
            + what
            + ". If index and objects do belong together, vhs adopt checks that and writes their identity anew",
        cause);
  }
}
