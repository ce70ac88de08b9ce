package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes what a {@link StoreDefinition} says, by requests to AWS, and compares what is there.
 *
 * <p>What is not there is created, hardened as the definition says, and waited for. What is there
 * is compared field by field, and changed only where that is asked for; nothing here deletes data
 * but {@link #destroy}. Run again after a failure it goes on where it was. For use by one thread.
 */
public final class Provisioner {
  private final StoreClients clients;

  private Provisioner(StoreClients clients) {
    this.clients = clients;
  }

  /** By those clients, which are not closed. */
  public static Provisioner of(StoreClients clients) {
    return new Provisioner(clients);
  }

  /**
   * What {@link #create} would do, and what differs. Changes nothing.
   *
   * @throws VhsException if AWS refuses, or is out of reach
   */
  public List<Change> plan(StoreDefinition store) {
    List<Change> changes = new ArrayList<>();
    Site site = new Site(clients, store);
    for (Part part : Part.of(store)) {
      if (exists(part, site)) {
        changes.addAll(differences(part, site));
      } else {
        changes.add(Change.of(Change.Kind.CREATE, part.text(store), "", ""));
        for (Setting setting : part.settings()) {
          changes.add(Change.of(Change.Kind.SET, setting.text(), "", setting.wanted(store)));
        }
      }
    }
    return changes;
  }

  /**
   * Creates what is not there. What is there and differs is changed if asked for, else left.
   *
   * @param apply whether to change what differs, as far as it can be without loss
   * @param told is told of each change when it is done, and of what differs and is left
   * @throws VhsException if AWS refuses, or is out of reach; what was done before stays
   */
  public void create(StoreDefinition store, boolean apply, Consumer<Change> told) {
    Site site = new Site(clients, store);
    for (Part part : Part.of(store)) {
      if (exists(part, site)) {
        for (Change change : differences(part, site)) {
          told.accept(
              apply && change.kind() == Change.Kind.CHANGE ? done(change, part, site) : change);
        }
      } else {
        trying("creating " + part.text(store), () -> part.create(site));
        told.accept(Change.of(Change.Kind.CREATE, part.text(store), "", "").asDone());
        harden(part, site, told);
      }
    }
  }

  /** Sets of a part that was just made what creating it did not. */
  private static void harden(Part part, Site site, Consumer<Change> told) {
    for (Setting setting : part.settings()) {
      String wanted = setting.wanted(site.store());
      trying(
          "setting " + setting.text(),
          () -> {
            if (!setting.actual(site).equals(wanted)) {
              setting.change(site);
            }
          });
      told.accept(Change.of(Change.Kind.SET, setting.text(), "", wanted).asDone());
    }
  }

  private static Change done(Change change, Part part, Site site) {
    Setting setting =
        part.settings().stream()
            .filter(one -> one.text().equals(change.what()))
            .findFirst()
            .orElseThrow();
    trying("changing " + setting.text(), () -> setting.change(site));
    return change.asDone();
  }

  private static List<Change> differences(Part part, Site site) {
    List<Change> differences = new ArrayList<>();
    for (Setting setting : part.settings()) {
      String wanted = setting.wanted(site.store());
      try {
        String actual = setting.actual(site);
        if (!actual.equals(wanted)) {
          Change.Kind kind =
              setting.isChangeable(actual) ? Change.Kind.CHANGE : Change.Kind.DIFFERS;
          differences.add(Change.of(kind, setting.text(), actual, wanted));
        }
      } catch (SdkException | VhsException e) {
        String why = String.valueOf(Failures.of("looking at " + setting.text(), e).getMessage());
        differences.add(Change.of(Change.Kind.UNKNOWN, setting.text(), why, wanted));
      }
    }
    return differences;
  }

  /**
   * What is there of a store: each setting of its parts that are there, in words. Two stores that
   * were made by different tools are the same where this is, but for their names.
   *
   * @throws VhsException if AWS refuses, or is out of reach
   */
  public SortedMap<String, String> look(StoreDefinition store) {
    SortedMap<String, String> found = new TreeMap<>();
    Site site = new Site(clients, store);
    for (Part part : Part.of(store)) {
      if (exists(part, site)) {
        for (Setting setting : part.settings()) {
          trying(
              "looking at " + setting.text(),
              () -> found.put(setting.text(), setting.actual(site)));
        }
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /**
   * The ARNs of a store whose table is there.
   *
   * @throws StoreMismatch if it is not
   */
  public StoreArns arns(StoreDefinition store) {
    Site site = new Site(clients, store);
    if (!exists(new TablePart(), site)) {
      throw new StoreMismatch(
          "There is no table '%s' in region %s: create it first, or give the account and region that it will be in"
              .formatted(store.tableName(), clients.region()),
          null);
    }
    return StoreArns.of(store, site.tableArn());
  }

  /** What {@link #destroy} would remove. Changes nothing. */
  public List<Change> planDestroy(StoreDefinition store) {
    Site site = new Site(clients, store);
    return existing(store, site).stream()
        .map(part -> Change.of(Change.Kind.REMOVE, part.text(store), "", ""))
        .toList();
  }

  /**
   * Removes table, bucket and role. Nobody may be writing the store meanwhile.
   *
   * @param contents whether to do so although there are rows or objects, with all of them, for good
   * @param told is told of each part when it is gone
   * @throws StoreMismatch if there are, and that was not asked for; then nothing was removed
   */
  public void destroy(StoreDefinition store, boolean contents, Consumer<Change> told) {
    Site site = new Site(clients, store);
    List<Part> parts = existing(store, site);
    if (!contents) {
      for (Part part : parts) {
        trying("looking into " + part.text(store), () -> part.contents(site))
            .ifPresent(found -> refuse(part.text(store), found));
      }
    }
    Collections.reverse(parts);
    for (Part part : parts) {
      trying("removing " + part.text(store), () -> part.remove(site));
      told.accept(Change.of(Change.Kind.REMOVE, part.text(store), "", "").asDone());
    }
  }

  private static List<Part> existing(StoreDefinition store, Site site) {
    List<Part> parts = new ArrayList<>(Part.of(store));
    parts.removeIf(part -> !exists(part, site));
    return parts;
  }

  private static void refuse(String part, String found) {
    throw new StoreMismatch(
        "The store is not empty: %s has %s, among others. Nothing was removed. To remove it with all that is in it, name the store again"
            .formatted(part, found),
        null);
  }

  private static boolean exists(Part part, Site site) {
    return trying("looking for " + part.text(site.store()), () -> part.exists(site));
  }

  private static void trying(String doing, Runnable action) {
    trying(
        doing,
        () -> {
          action.run();
          return true;
        });
  }

  private static <T> T trying(String doing, Supplier<T> action) {
    try {
      return action.get();
    } catch (SdkException e) {
      throw Failures.of(doing, e);
    }
  }
}
