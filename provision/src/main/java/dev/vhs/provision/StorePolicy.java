package dev.vhs.provision;

import java.util.Locale;

/** The permissions of one kind of user of a store; each is complete by itself. */
public enum StorePolicy {
  /** Reads values, histories and listings, and verifies. */
  READ,

  /** Reads and writes: every operation on values but those of {@link #MAINTAIN}. */
  WRITE,

  /**
   * Reads, and does an operator's work: {@code gc}, {@code prune}, {@code purge}, {@code adopt},
   * {@code verify --repair}.
   */
  MAINTAIN,

  /** Creates, compares, changes and removes table, bucket and role; reads no values. */
  PROVISION;

  /** Its name as the command line and outputs have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
