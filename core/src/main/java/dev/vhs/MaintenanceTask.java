package dev.vhs;

/** A task on a whole store, which may take long and cost money. */
public enum MaintenanceTask {
  /** The sweep, {@link Maintenance#gc}. */
  GC,
  /** A {@link Maintenance#verify verification} that looks for objects. */
  VERIFY,
  /** A {@link Maintenance#verify verification} that reads objects. */
  VERIFY_DEEP,
  /** An adoption, {@link Maintenance#adopt}. */
  ADOPT,
  /** A scan, such as {@link Maintenance#stats}. */
  SCAN
}
