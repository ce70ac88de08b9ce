package dev.vhs.provision;

import dev.vhs.InvalidRequest;
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
 * The way to create a store by requests to AWS as its {@link StoreDefinition} says, and to compare
 * an existing one with it.
 *
 * <p>It creates missing parts, hardens them as the definition says, and waits for them. It compares
 * existing parts setting by setting, and changes them only on demand. Only {@link #destroy} deletes
 * data. Run again after a failure, it goes on where it stopped. For use by one thread.
 */
public final class Provisioner {
  private final StoreClients clients;

  private Provisioner(StoreClients clients) {
    this.clients = clients;
  }

  /** Returns a provisioner that uses the given clients, which it never closes. */
  public static Provisioner of(StoreClients clients) {
    return new Provisioner(clients);
  }

  /**
   * Returns what {@link #create} would do, and what differs. It changes nothing.
   *
   * @throws InvalidRequest if the definition has a backup plan, which only templates make
   * @throws VhsException if AWS refuses, or can't be reached
   */
  public List<Change> plan(StoreDefinition store) {
    refuseBackupPlan(store);
    List<Change> changes = new ArrayList<>();
    Site site = new Site(clients, store);
    for (Part part : Part.of(store)) {
      if (exists(part, site)) {
        changes.addAll(differences(part, site));
      } else {
        changes.add(Change.of(Change.Kind.CREATE, part.text(store), "", ""));
        for (Setting setting : part.settings(store)) {
          changes.add(Change.of(Change.Kind.SET, setting.text(), "", setting.wanted(store)));
        }
      }
    }
    return changes;
  }

  /**
   * Creates missing parts. An existing setting that differs is changed on demand, else left.
   *
   * @param apply whether to change settings that differ, as far as that loses nothing
   * @param told receives each change when it is done, and each difference that is left
   * @throws InvalidRequest if the definition has a backup plan, which only templates make
   * @throws VhsException if AWS refuses, or can't be reached; changes that were done before stay
   */
  public void create(StoreDefinition store, boolean apply, Consumer<Change> told) {
    refuseBackupPlan(store);
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

  /** Sets the settings of a new part that its creation did not set. */
  private static void harden(Part part, Site site, Consumer<Change> told) {
    for (Setting setting : part.settings(site.store())) {
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
        part.settings(site.store()).stream()
            .filter(one -> one.text().equals(change.what()))
            .findFirst()
            .orElseThrow();
    trying("changing " + setting.text(), () -> setting.change(site));
    return change.asDone();
  }

  private static List<Change> differences(Part part, Site site) {
    List<Change> differences = new ArrayList<>();
    for (Setting setting : part.settings(site.store())) {
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
   * Returns the settings of a store's existing parts, in words. If they are equal for two stores
   * that different tools have created, the stores are equal, except for their names.
   *
   * @throws VhsException if AWS refuses, or can't be reached
   */
  public SortedMap<String, String> look(StoreDefinition store) {
    SortedMap<String, String> found = new TreeMap<>();
    Site site = new Site(clients, store);
    for (Part part : Part.of(store)) {
      if (exists(part, site)) {
        for (Setting setting : part.settings(store)) {
          trying(
              "looking at " + setting.text(),
              () -> found.put(setting.text(), setting.actual(site)));
        }
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /**
   * Returns the ARNs of a store whose table exists.
   *
   * @throws StoreMismatch if there is no table, or the server names another one or another region
   */
  public StoreArns arns(StoreDefinition store) {
    Site site = new Site(clients, store);
    if (!exists(new TablePart(), site)) {
      throw new StoreMismatch(
          "There is no table '%s' in region %s. Create it first, or name the account and region that it will be in"
              .formatted(store.tableName(), clients.region()),
          null);
    }
    return site.arns();
  }

  /**
   * Returns what {@link #destroy} would remove. It changes nothing.
   *
   * @throws InvalidRequest if the definition has a backup plan, which would stay
   */
  public List<Change> planDestroy(StoreDefinition store) {
    refuseBackupPlan(store);
    Site site = new Site(clients, store);
    return existing(store, site).stream()
        .map(part -> Change.of(Change.Kind.REMOVE, part.text(store), "", ""))
        .toList();
  }

  /**
   * Removes table, bucket and role. Nobody may write to the store meanwhile.
   *
   * @param contents whether to remove them permanently with all rows and objects in them
   * @param told receives each part when it is gone
   * @throws InvalidRequest if the definition has a backup plan, which would stay
   * @throws StoreMismatch if there are rows or objects, and {@code contents} is false; then nothing
   *     was removed
   */
  public void destroy(StoreDefinition store, boolean contents, Consumer<Change> told) {
    refuseBackupPlan(store);
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

  private static void refuseBackupPlan(StoreDefinition store) {
    if (store.backupPlan().isPresent()) {
      throw new InvalidRequest(
          "Only a template makes or removes a backup plan: print one for CloudFormation or Terraform, or leave the plan out");
    }
  }

  private static List<Part> existing(StoreDefinition store, Site site) {
    List<Part> parts = new ArrayList<>(Part.of(store));
    parts.removeIf(part -> !exists(part, site));
    return parts;
  }

  private static void refuse(String part, String found) {
    throw new StoreMismatch(
        "The store is not empty: %s has %s, among others. Nothing was removed. To remove the store and everything in it, name it again"
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
