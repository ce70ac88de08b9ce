package dev.vhs;

/** MaintenanceTask that goes through a whole store, and so may take long and cost money. */
public enum MaintenanceTask {
  /** {@link Maintenance#gc}. */
  GC,
  /** {@link Maintenance#verify}, looking for objects. */
  VERIFY,
  /** {@link Maintenance#verify}, reading them. */
  VERIFY_DEEP,
  /** {@link Maintenance#adopt}. */
  ADOPT,
  /** {@link Maintenance#stats}, and any scan. */
  SCAN
}
