package dev.vhs.simulation;

/** The operations of a simulated user. */
enum Action {
  INIT,
  PUT,
  PUT_LATEST,
  /** {@code putLatest} of a stream, without a deadline. */
  PUT_STREAM,
  /** Exactly one version, as a copy of one that another store has had for long. */
  COPY,
  REPLACE,
  UPDATE,
  /** An update whose function answers "no change". */
  UPDATE_NOTHING,
  UPSERT,
  RESTORE,
  UPDATE_METADATA,
  DELETE,
  /** A deletion as exactly one version. */
  DELETE_AT,
  PURGE,
  /** A purge that leaves no trace, while nobody writes. */
  FORGET,
  PRUNE,
  GET_LATEST,
  /** A read that may be stale. */
  GET_EVENTUAL,
  /** Opens the newest value as a stream, and reads it to its end. */
  OPEN,
  GET,
  INFO,
  EXISTS,
  HISTORY,
  SCAN,
  GC,
  VERIFY,
  CREATE,
  ADOPT;

  /** Returns whether it writes one version or none: then its failure must say which. */
  boolean isWrite() {
    return switch (this) {
      case INIT,
          PUT,
          PUT_LATEST,
          PUT_STREAM,
          COPY,
          REPLACE,
          UPDATE,
          UPSERT,
          RESTORE,
          UPDATE_METADATA,
          DELETE,
          DELETE_AT ->
          true;
      default -> false;
    };
  }

  /** Returns whether it may retire rows, by what the index says. */
  boolean mayRetire() {
    return this == PURGE || this == FORGET || this == PRUNE || this == GC;
  }

  /** Returns whether it names the version that it writes. */
  boolean isExact() {
    return this == PUT || this == COPY || this == DELETE_AT;
  }
}
