package dev.vhs.provision;

import java.util.Locale;

/** The permissions of one kind of user of a store; each is complete by itself. */
public enum StorePolicy {
  /** Reads values, histories and listings, and verifies. */
  READ,

  /** Reads and writes: every operation on values except those of {@link #MAINTAIN}. */
  WRITE,

  /**
   * Reads, and does an operator's work: {@code gc}, {@code prune}, {@code purge}, {@code adopt},
   * {@code verify --repair}.
   */
  MAINTAIN,

  /** Creates, compares, changes and removes table, bucket and role; reads no values. */
  PROVISION;

  /** Returns its name on the command line and in outputs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
