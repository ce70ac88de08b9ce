package dev.vhs.internal.identity;

import dev.vhs.Compatibility;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.internal.read.IndexScan;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.SupportsMaintenanceCheck;
import dev.vhs.spi.UnreadableRow;
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
  private final Witness witness;
  private volatile @Nullable BoundStore bound;

  public StoreIdentity(StoreContext store, Committer committer) {
    this.store = store;
    this.storeRow = new StoreRow(store, committer);
    this.storeObject = new StoreObject(store);
    this.witness = new Witness(store, committer);
  }

  /**
   * Returns the store, and creates it if it does not exist.
   *
   * @throws StoreMismatch if index and object store don't belong together
   */
  public BoundStore bind(OperationContext context) {
    BoundStore known = bound;
    if (known != null) {
      witness.raiseBeside();
      return trusted(known);
    }
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
      witness.raiseFirst(context);
    } else if (isAdopted(description)) {
      storeObject.check(description, context);
    }
    bound = known;
    return trusted(known);
  }

  /** Returns a store with the moment from which its reads may be built on by now. */
  private BoundStore trusted(BoundStore known) {
    if (known.trustedFrom().equals(witness.trustedFrom())) {
      return known;
    }
    BoundStore trusted = withFormat(known.description());
    bound = trusted;
    return trusted;
  }

  private BoundStore withFormat(StoreDescription description) {
    return new BoundStore(
        description,
        description.compatibility() == Compatibility.SCALA
            ? store.scalaFormat()
            : store.nativeFormat(),
        witness.trustedFrom());
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
   * Reads the store's identity and checks it.
   *
   * @throws StoreMismatch if a part of its identity is missing, or they differ, or rows of the
   *     index may come and go by themselves, or the index was set back
   */
  public BoundStore verify(OperationContext context) {
    BoundStore found = belongingTogether(find(context), context);
    if (found.description().compatibility() == Compatibility.NATIVE) {
      witness.check(context);
    }
    return found;
  }

  /**
   * Checks an identity that {@link #find} has just read, before something is deleted by what the
   * index says, and raises the witness.
   *
   * @throws StoreMismatch as {@link #verify}
   */
  public BoundStore verifyToDelete(@Nullable BoundStore read, OperationContext context) {
    BoundStore found = belongingTogether(read, context);
    if (found.description().compatibility() == Compatibility.NATIVE) {
      witness.raiseToDelete(context);
    }
    return found;
  }

  /**
   * Checks that the index was not set back, before something is repaired by what it says. The
   * identity may be what is wrong, so nothing else is checked.
   *
   * @throws StoreMismatch if it was set back
   */
  public void checkToRepair(OperationContext context) {
    if (storeRow.read(context) != null) {
      witness.raiseToDelete(context);
    }
  }

  /** Waits for a witness that is being raised beside the writes, no longer than a limit. */
  public void finish(Duration limit) {
    witness.finish(limit);
  }

  private BoundStore belongingTogether(@Nullable BoundStore found, OperationContext context) {
    if (found == null) {
      throw mismatch(
          " has no store row: it was never written, or its index was lost or created again", null);
    }
    if (store.rules().mustBelongTogether()) {
      storeObject.check(found.description(), context);
    }
    if (store.index() instanceof SupportsMaintenanceCheck index) {
      index.checkMaintenance(context.forRequest());
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
    Evidence evidence = evidence();
    rows.rows().forEach(evidence::add);
    Row ofNative = evidence.ofNative();
    if (ofNative != null) {
      throw mismatch(
          " has rows that only a native store has, such as version %s of '%s', and no store row: the store row was removed, or these rows were copied from another store"
              .formatted(ofNative.version(), Ids.printable(ofNative.id())),
          null);
    }
    for (UnreadableRow row : rows.unreadable()) {
      // A newer release may have made the whole store, unless there are rows that tell another.
      if (row.isNewer() && evidence.ofShared() == null) {
        throw row.reason();
      }
    }
    return ofAskedFormat(object == null ? notAdopted() : described(object));
  }

  /** Returns evidence of the store's format, without a row yet. */
  public Evidence evidence() {
    return new Evidence(store.nativeFormat().keys(), store.scalaFormat().keys());
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
   * @param evidence the rows of the index
   * @throws StoreMismatch if the rows don't tell the store's format for certain, and nobody asked
   *     for one
   */
  public StoreDescription renew(Evidence evidence, OperationContext context) {
    Row old = storeRow.read(context);
    StoreDescription renewed =
        formatOf(old, evidence, context) == Compatibility.NATIVE
            ? renewOwn(old, context)
            : renewShared(context);
    bound = withFormat(renewed);
    return renewed;
  }

  /**
   * Returns the description that {@link #renew} would write, without an identity. Changes nothing.
   */
  public StoreDescription renewed(Evidence evidence, OperationContext context) {
    Row old = storeRow.read(context);
    Compatibility format = formatOf(old, evidence, context);
    requireAsked(format);
    if (format == Compatibility.SCALA) {
      StoreDescription before = adoptedBefore(context);
      return shared("", before.grace(), before.commitWindow());
    }
    StoreDescription before = storeRow.describeIfReadable(old);
    return new StoreDescription(
        Compatibility.NATIVE,
        "",
        store.variant(),
        Row.FORMAT,
        store.objects().traits().bucket(),
        store.backend().prefix(),
        before == null ? store.settings().grace() : before.grace(),
        before == null ? store.settings().commitWindow() : before.commitWindow());
  }

  /**
   * Returns the format of a store that is to get a new identity. Nothing but its own marks or an
   * explicit wish makes a store native.
   */
  private Compatibility formatOf(@Nullable Row old, Evidence evidence, OperationContext context) {
    if (old != null) {
      return Compatibility.NATIVE;
    }
    Map<String, String> object = readableObject(context);
    boolean toldShared =
        evidence.ofShared() != null || (object != null && StoreObject.isShared(object));
    boolean toldNative =
        evidence.ofNative() != null || (object != null && !StoreObject.isShared(object));
    if (toldShared && toldNative) {
      Compatibility asked = store.settings().compatibility();
      if (asked == null) {
        throw new StoreMismatch(
            "%s has no store row, and its rows and objects are partly those of a native store and partly those of one that the Scala client shares. Say which it is: open it with compatibility=native or compatibility=scala"
                .formatted(store.backend().name()),
            null);
      }
      return asked;
    }
    if (toldShared || toldNative) {
      return toldShared ? Compatibility.SCALA : Compatibility.NATIVE;
    }
    return IndexScan.some(store, context).isEmpty() ? askedFor() : Compatibility.SCALA;
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
    witness.renew(context);
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
            + ". If index and objects do belong together, 'vhs adopt' checks that and gives them a"
            + " new identity",
        cause);
  }
}
