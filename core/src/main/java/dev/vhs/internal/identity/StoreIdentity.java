package dev.vhs.internal.identity;

import dev.vhs.Compatibility;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.ScalaFormat;
import dev.vhs.internal.read.IndexScan;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.SupportsMaintenanceCheck;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a store, and the proof that its index and its object store belong together.
 *
 * <p>A native store has a store row and a store object. The first write creates what is missing,
 * the row before the object, each only if absent; a write checks both once. Each operation that
 * deletes by what the index says checks them again. A store that the Scala client shares has no
 * store row, by which it is recognised, and the store object only once it was adopted.
 */
public final class StoreIdentity {
  private final StoreContext store;
  private final StoreRow storeRow;
  private final StoreObject storeObject;
  private volatile @Nullable BoundStore bound;

  public StoreIdentity(StoreContext store, Committer committer) {
    this.store = store;
    this.storeRow = new StoreRow(store, committer);
    this.storeObject = new StoreObject(store);
  }

  /**
   * Returns the store, and creates it if it does not exist.
   *
   * @throws StoreMismatch if index and object store don't belong together
   */
  public BoundStore bind(OperationContext context) {
    BoundStore known = bound;
    if (known == null) {
      BoundStore found = find(context);
      known = found == null ? withFormat(create(context)) : found;
      known.format().checkOpening();
      StoreDescription description = known.description();
      if (description.compatibility() == Compatibility.NATIVE) {
        if (found == null || storeObject.read(context) == null) {
          storeObject.create(description, context);
        } else {
          storeObject.check(description, context);
        }
      } else if (isAdopted(description)) {
        storeObject.check(description, context);
      }
      bound = known;
    }
    return known;
  }

  private BoundStore withFormat(StoreDescription description) {
    return new BoundStore(
        description,
        description.compatibility() == Compatibility.SCALA
            ? store.scalaFormat()
            : store.nativeFormat());
  }

  /** Returns the store, if it was read already; else null. */
  public @Nullable BoundStore bound() {
    return bound;
  }

  /** Returns the format that the store has, or would be created in. */
  public Compatibility compatibility(OperationContext context) {
    BoundStore known = bound == null ? find(context) : bound;
    return known == null ? askedFor() : known.description().compatibility();
  }

  /**
   * Reads the store's identity and checks it, before something is deleted by what its index says.
   *
   * @throws StoreMismatch if a part of its identity is missing, or they differ, or rows of the
   *     index may come and go by themselves
   */
  public BoundStore verify(OperationContext context) {
    return verify(find(context), context);
  }

  /** Checks an identity that {@link #find} has just read, in the same way. */
  public BoundStore verify(@Nullable BoundStore found, OperationContext context) {
    if (found == null) {
      throw mismatch(
          " has no store row: it was never written, or its index was lost or created again", null);
    }
    if (store.rules().mustBelongTogether()) {
      storeObject.check(found.description(), context);
    }
    if (store.index() instanceof SupportsMaintenanceCheck index) {
      index.checkMaintenance(context);
    }
    return found;
  }

  /**
   * Reads the store's identity; null where the store does not exist.
   *
   * @throws StoreMismatch if it is not of the format that was asked for, or is damaged
   */
  public @Nullable BoundStore find(OperationContext context) {
    Row row = storeRow.read(context);
    return row == null ? findShared(context) : ofAskedFormat(storeRow.describe(row));
  }

  /**
   * Returns whether there is a store: one with a store row, or an index with rows.
   *
   * @throws StoreMismatch if the store row belongs to another store
   */
  public boolean exists(OperationContext context) {
    Row row = storeRow.read(context);
    if (row == null) {
      return !IndexScan.some(store, context).isEmpty();
    }
    storeRow.describe(row);
    return true;
  }

  /** Returns the store of an index without a store row; null where there is none. */
  private @Nullable BoundStore findShared(OperationContext context) {
    Map<String, String> object = storeObject.read(context);
    ScanPage rows = IndexScan.some(store, context);
    if (object == null && rows.isEmpty()) {
      return null;
    }
    // Another process may have created the store since its row was looked for.
    Row created = storeRow.read(context);
    if (created != null) {
      return ofAskedFormat(storeRow.describe(created));
    }
    if (object != null && !StoreObject.isShared(object)) {
      throw mismatch(
          " has objects of a store whose row is missing: its index was lost or created again",
          null);
    }
    for (Row row : rows.rows()) {
      if (!couldBeShared(row)) {
        throw mismatch(
            " has rows that only a native store has, such as version %d of '%s', and no store row: it was removed"
                .formatted(row.version(), row.id()),
            null);
      }
    }
    return ofAskedFormat(object == null ? notAdopted() : described(object));
  }

  /** Returns whether a row can belong to a store that the Scala client shares. */
  public boolean couldBeShared(Row row) {
    return ScalaFormat.couldHold(row, store.nativeFormat().keys());
  }

  private StoreDescription described(Map<String, String> object) {
    StoreDescription description = storeObject.describe(object);
    checkPlace(store, description);
    return description;
  }

  private StoreDescription notAdopted() {
    return shared("", store.settings().grace(), store.settings().commitWindow());
  }

  private StoreDescription shared(String identity, Duration grace, Duration window) {
    return new StoreDescription(
        Compatibility.SCALA,
        identity,
        store.variant(),
        Row.FORMAT,
        store.objects().traits().bucket(),
        store.backend().prefix(),
        grace,
        window);
  }

  private static boolean isAdopted(StoreDescription description) {
    return !description.identity().isEmpty();
  }

  private StoreDescription create(OperationContext context) {
    return askedFor() == Compatibility.SCALA
        ? notAdopted()
        : storeRow.create(store.settings().grace(), store.settings().commitWindow(), context);
  }

  private Compatibility askedFor() {
    Compatibility asked = store.settings().compatibility();
    return asked == null ? Compatibility.NATIVE : asked;
  }

  /**
   * Writes a new identity, whatever is there. The caller has made sure that index and objects
   * belong together.
   *
   * @param alien a row that no store shared with the Scala client can have; null where there is
   *     none
   */
  public StoreDescription renew(@Nullable Row alien, OperationContext context) {
    Row old = storeRow.read(context);
    StoreDescription renewed =
        old != null || !isShared(alien, context) ? renewOwn(old, context) : renewShared(context);
    bound = withFormat(renewed);
    return renewed;
  }

  private boolean isShared(@Nullable Row alien, OperationContext context) {
    if (alien != null) {
      return false;
    }
    Map<String, String> object = readableObject(context);
    return object == null
        ? askedFor() == Compatibility.SCALA || !IndexScan.some(store, context).isEmpty()
        : StoreObject.isShared(object);
  }

  private StoreDescription renewOwn(@Nullable Row old, OperationContext context) {
    requireAsked(Compatibility.NATIVE);
    StoreDescription before = storeRow.describeIfReadable(old);
    if (old != null) {
      storeRow.remove(old, context);
    }
    StoreDescription renewed =
        storeRow.create(
            before == null ? store.settings().grace() : before.grace(),
            before == null ? store.settings().commitWindow() : before.commitWindow(),
            context);
    // One half is always there: where this breaks off, the store still shows that it is native.
    storeObject.replace(renewed, context);
    return renewed;
  }

  private StoreDescription renewShared(OperationContext context) {
    requireAsked(Compatibility.SCALA);
    StoreDescription before = adoptedBefore(context);
    StoreDescription renewed =
        shared(
            store.environment().writeIds().get().toString(), before.grace(), before.commitWindow());
    withFormat(renewed).format().checkOpening();
    storeObject.replace(renewed, context);
    return renewed;
  }

  private StoreDescription adoptedBefore(OperationContext context) {
    Map<String, String> object = readableObject(context);
    try {
      return object == null ? notAdopted() : storeObject.describe(object);
    } catch (StoreMismatch e) {
      // It is wrong, and is about to be replaced.
      return notAdopted();
    }
  }

  private @Nullable Map<String, String> readableObject(OperationContext context) {
    try {
      return storeObject.read(context);
    } catch (StoreMismatch e) {
      // It is wrong, and is about to be replaced.
      return null;
    }
  }

  private BoundStore ofAskedFormat(StoreDescription found) {
    requireAsked(found.compatibility());
    return withFormat(found);
  }

  /** Throws if another format was asked for than the store has. */
  private void requireAsked(Compatibility actual) {
    Compatibility asked = store.settings().compatibility();
    if (asked == null || asked == actual) {
      return;
    }
    throw new StoreMismatch(
        actual == Compatibility.SCALA
            ? "%s is not native: it has rows and no store row, so the Scala client made it and may share it. Open it without asking for native, or make a native store of it with 'vhs copy', which keeps the versions"
                .formatted(store.backend().name())
            : "%s is native, and the Scala client can't share it: open it without compatibility=scala, or copy it with 'vhs copy' into an empty store that is opened with it"
                .formatted(store.backend().name()),
        null);
  }

  /** Throws if a store keeps its objects elsewhere, or is of the other variant. */
  static void checkPlace(StoreContext store, StoreDescription description) {
    String bucket = store.objects().traits().bucket();
    String prefix = store.backend().prefix();
    if (description.variant() != store.variant()) {
      throw mismatch(
          store,
          " is a %s by its keys, and a %s by its identity"
              .formatted(store.variant().text(), description.variant().text()),
          null);
    }
    if (!description.bucket().equals(bucket) || !description.prefix().equals(prefix)) {
      throw mismatch(
          store,
          " keeps its objects in bucket '%s' under '%s', and was opened with '%s' under '%s'"
              .formatted(description.bucket(), description.prefix(), bucket, prefix),
          null);
    }
  }

  private StoreMismatch mismatch(String what, @Nullable Throwable cause) {
    return mismatch(store, what, cause);
  }

  static StoreMismatch mismatch(StoreContext store, String what, @Nullable Throwable cause) {
    return new StoreMismatch(
        store.backend().name()
            + what
            + ". If index and objects do belong together, 'vhs adopt' checks that and gives them a new identity",
        cause);
  }
}
