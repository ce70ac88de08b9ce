package dev.vhs.provision;

import java.util.List;
import java.util.Optional;

/** One of the resources that a store consists of. */
interface Part {
  /** Returns its kind and its name, such as {@code table pointers}. */
  String text(StoreDefinition store);

  /** Returns whether it exists; each call asks AWS. */
  boolean exists(Site site);

  /** Creates it, as far as one request can, and waits until it can be used. */
  void create(Site site);

  /** Returns its settings that concern a store, in the order in which they are set. */
  List<Setting> settings(StoreDefinition store);

  /**
   * Returns something in it that an empty store doesn't have, in words; empty if there is nothing.
   */
  Optional<String> contents(Site site);

  /** Removes it and everything in it. */
  void remove(Site site);

  /** Returns the parts of a store, in the order in which they are created. */
  static List<Part> of(StoreDefinition store) {
    return store.readPrincipals().isEmpty()
        ? List.of(new TablePart(), new BucketPart())
        : List.of(new TablePart(), new BucketPart(), new RolePart());
  }
}
