package dev.vhs.provision;

import java.util.List;
import java.util.Optional;

/** One of the resources that a store consists of. */
interface Part {
  /** What it is and what it is called, as in {@code table pointers}. */
  String text(StoreDefinition store);

  /** Whether it is there; asked anew. */
  boolean exists(Site site);

  /** Makes it, as far as one request can, and waits until it can be used. */
  void create(Site site);

  /** What it can be, in the order in which it is set. */
  List<Setting> settings();

  /** Something in it that is more than an empty store has, in words; empty where there is none. */
  Optional<String> contents(Site site);

  /** Removes it, whatever is in it. */
  void remove(Site site);

  /** The parts of a store, in the order in which they are made. */
  static List<Part> of(StoreDefinition store) {
    return store.readPrincipals().isEmpty()
        ? List.of(new TablePart(), new BucketPart())
        : List.of(new TablePart(), new BucketPart(), new RolePart());
  }
}
