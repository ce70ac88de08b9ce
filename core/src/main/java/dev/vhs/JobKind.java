package dev.vhs;

/** A kind of job on a whole store, which may take long and cost money. */
public enum JobKind {
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
