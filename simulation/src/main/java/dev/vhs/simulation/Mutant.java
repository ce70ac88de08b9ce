package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An engine with one rule broken. The simulation must notice each of them: that is what shows that
 * it would notice such a mistake in the real one.
 */
@SuppressWarnings("ImmutableEnumChecker") // Rules have no state.
public enum Mutant {
  /** Writes whatever stands in the slot. */
  CONDITION_FORGOTTEN(Profile.UNRELIABLE) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      return index.overwrite(commit, call);
    }
  },

  /** Takes its own write, whose answer was lost, for another's. */
  WRITE_ID_NOT_COMPARED(Profile.UNRELIABLE, BrokenRules.WRITE_ID_NOT_COMPARED),

  /** Removes the object of a write that may have taken effect, or still may. */
  OBJECT_DELETED_ON_UNKNOWN_OUTCOME(
      Profile.UNRELIABLE, BrokenRules.OBJECT_DELETED_ON_UNKNOWN_OUTCOME),

  /**
   * After a time-out looks for its row, and where it is not there says that nothing was written.
   */
  ABSENCE_TAKEN_FOR_FAILURE(Profile.UNRELIABLE) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      CommitResult result = index.commit(commit, call);
      if (!(result instanceof CommitResult.Unknown unknown)) {
        return result;
      }
      Row there;
      try {
        there = index.read(commit.id(), commit.version(), Consistency.CONSISTENT, call);
      } catch (StoreUnavailable e) {
        return result;
      }
      if (there == null) {
        throw new StoreUnavailable("not there, hence not written", unknown.cause());
      }
      return new CommitResult.Conflict(there, true);
    }
  },

  /** Writes a version beyond the next without the filler that racing writers collide with. */
  FILLER_LEFT_OUT(Profile.GAPS) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      List<Row> rows = commit.rows().stream().filter(row -> row.kind() != RowKind.FILLER).toList();
      return index.commit(commit.toBuilder().rows(rows).build(), call);
    }
  },

  /** Takes a filler for the newest version where its version does not show yet. */
  UP_TO_IGNORED(Profile.GAPS, BrokenRules.UP_TO_IGNORED),

  /** Lets a commit take effect at any later time. */
  NOT_AFTER_IGNORED(Profile.SLOW_UPLOADS) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      Instant never = commit.notAfter().plus(Duration.ofDays(1));
      return index.commit(commit.toBuilder().notAfter(never).build(), call);
    }
  },

  /** Sweeps young objects too. */
  SWEEP_WITHOUT_GRACE(Profile.SLOW_UPLOADS) {
    @Override
    ObjectInfo listed(ObjectInfo object) {
      return object.toBuilder().storedAt(Instant.EPOCH).build();
    }
  },

  /** Drops young rows in place of leaving markers. */
  YOUNG_ROWS_DROPPED(Profile.STALLS, BrokenRules.YOUNG_ROWS_DROPPED),

  /** Drops row 0, with which {@code init} collides. */
  ROW_0_DROPPED(Profile.STALLS, BrokenRules.ROW_0_DROPPED),

  /** Restores a row without a check that it still stands. */
  RESTORE_WITHOUT_ROW_CHECK(Profile.RESTORES) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      return index.commit(commit.toBuilder().standing(null).build(), call);
    }
  },

  /** Builds on what was read long ago without reading again. */
  OLD_READ_TRUSTED(Profile.OLD_READS, BrokenRules.OLD_READ_TRUSTED) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      Instant now = index.traits().clock().instant();
      Instant fresh = now.isAfter(commit.notAfter()) ? now.plusSeconds(1) : commit.notAfter();
      return index.commit(commit.toBuilder().notAfter(fresh).build(), call);
    }
  },

  /** Replaces a single-version row if only its write id is as it was read. */
  ONLY_WRITE_ID_COMPARED(Profile.FOREIGN) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      return index.rebased(commit, Mutant::ontoSameWriteId, call);
    }
  },

  /** Knows its own write only while nobody has written after it. */
  ONLY_LAST_WRITE_COMPARED(Profile.UNRELIABLE, BrokenRules.ONLY_LAST_WRITE_COMPARED),

  /** Takes every conflict for the end of a write, whatever became of its earlier tries. */
  EVERY_CONFLICT_DEFINITE(Profile.FOREIGN, BrokenRules.EVERY_CONFLICT_DEFINITE),

  /** Writes whatever stands in the slot, beside the Scala client. */
  SHARED_CONDITION_FORGOTTEN(Profile.SHARED) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
      return index.overwrite(commit, call);
    }
  },

  /** Takes an absent next row for a sign that nothing came after, where gaps have no fillers. */
  OPEN_GAPS_IGNORED(Profile.SHARED, BrokenRules.OPEN_GAPS_IGNORED),

  /** Drops young rows, where no markers take their place. */
  SHARED_YOUNG_ROWS_DROPPED(Profile.SHARED, BrokenRules.SHARED_YOUNG_ROWS_DROPPED),

  /** Takes a short list of writes for a whole one, where the Scala client erases such lists. */
  ERASED_LISTS_TRUSTED(Profile.SHARED, BrokenRules.ERASED_LISTS_TRUSTED),

  /** Takes the rows that it reads before a delete for a snapshot. */
  ROWS_TAKEN_FOR_SNAPSHOT(Profile.RESTORES, BrokenRules.ROWS_TAKEN_FOR_SNAPSHOT),

  /** Takes a pointer from the cache for one that was read when it is used. */
  CACHED_POINTER_TRUSTED_TOO_LONG(
      Profile.CACHED_OLD_READS, BrokenRules.CACHED_POINTER_TRUSTED_TOO_LONG),

  /** Keeps in the cache what was read before this very engine retired it. */
  RETIRED_ROW_CACHED(Profile.CACHED_VERSIONS, BrokenRules.RETIRED_ROW_CACHED),

  /** Sweeps what the index does not name, though index and objects are of two stores. */
  SWEEP_WITHOUT_IDENTITY(Profile.STRAYS, BrokenRules.SWEEP_WITHOUT_IDENTITY),

  /** The same where the table was restored to an earlier time. */
  SWEEP_AFTER_TABLE_LOST(Profile.TABLE_LOST, BrokenRules.SWEEP_WITHOUT_IDENTITY),

  /** Reads an id's rows before a delete as they may have been a while ago. */
  SWEEP_READS_EVENTUALLY(Profile.STALE_READS) {
    @Override
    Consistency ofSweep(Consistency asked) {
      return Consistency.EVENTUAL;
    }
  },

  /** Purges whatever objects it finds of an id, those in flight among them. */
  PURGE_BY_LISTING(Profile.DELETIONS) {
    @Override
    boolean purgesByListing() {
      return true;
    }
  },

  /** Deletes the object of a replaced row, though the new row with other metadata shares it. */
  SHARED_OBJECT_RECLAIMED(Profile.MIXED, BrokenRules.SHARED_OBJECT_RECLAIMED),

  /** Deletes the object of a row before another has replaced it. */
  RECLAIMED_BEFORE_COMMIT(Profile.UNRELIABLE) {
    @Override
    void beforeCommit(MutatedObjects objects, Commit commit, RequestContext call) {
      Row replaced = commit.replaces();
      Location old = replaced == null ? null : replaced.payload();
      if (old != null && !old.equals(commit.rows().get(0).payload())) {
        objects.delete(old, call);
      }
    }
  },

  /** Takes the machine's clock for the services'. */
  CLOCK_OF_THE_MACHINE(Profile.CLOCKS) {
    @Override
    InstantSource clock(Client client, InstantSource service) {
      return client.machineClock();
    }
  },

  /** Gives a restored row the age of the old one. */
  COMMITTED_AT_COPIED_BY_RESTORE(Profile.OLD_RESTORES, BrokenRules.COMMITTED_AT_COPIED_BY_RESTORE),

  /** Gives a copied row the age of its value. */
  COMMITTED_AT_COPIED_BY_COPY(Profile.COPIES, BrokenRules.COMMITTED_AT_COPIED_BY_COPY),

  /** Sweeps what a single-version tombstone keeps at once, as if the grace period were over. */
  YOUNG_TOMBSTONE_SWEPT(Profile.DELETIONS) {
    @Override
    Row scanned(Row row) {
      return row.kind() == RowKind.TOMBSTONE ? aged(row) : row;
    }
  };

  private final Profile profile;
  private final Rules rules;

  Mutant(Profile profile) {
    this(profile, Rules.SOUND);
  }

  Mutant(Profile profile, Rules rules) {
    this.profile = profile;
    this.rules = rules;
  }

  /** Returns the kind of history that shows it soonest. */
  public Profile profile() {
    return profile;
  }

  /** Returns the rules that its engine goes by. */
  public Rules rules() {
    return rules;
  }

  /** Returns the backend as its engine uses it. */
  final Backend over(SimulatedIndex index, SimulatedObjects objects, String name) {
    MutatedObjects mutated = new MutatedObjects(objects, this);
    return new Backend(new MutatedIndex(index, mutated, this), mutated, "", name);
  }

  /** Does what it does before each conditional write. */
  void beforeCommit(MutatedObjects objects, Commit commit, RequestContext call) {}

  /** Returns what becomes of its conditional writes. */
  CommitResult commit(SimulatedIndex index, Commit commit, RequestContext call) {
    return index.commit(commit, call);
  }

  /** Returns how its sweep reads rows, where it was to read them so. */
  Consistency ofSweep(Consistency asked) {
    return asked;
  }

  /** Returns what it takes a row for that a scan shows. */
  Row scanned(Row row) {
    return row;
  }

  /** Returns what it takes an object for that a list shows. */
  ObjectInfo listed(ObjectInfo object) {
    return object;
  }

  /** Returns whether its purges delete whatever objects of the id there are. */
  boolean purgesByListing() {
    return false;
  }

  /** Returns what it takes for a service's clock. */
  InstantSource clock(Client client, InstantSource service) {
    return service;
  }

  private static Commit ontoSameWriteId(Commit commit, @Nullable Row there) {
    Row read = commit.replaces();
    boolean same = there != null && read != null && Objects.equals(there.writeId(), read.writeId());
    return same ? commit.toBuilder().replaces(there).build() : commit;
  }

  private static Row aged(Row row) {
    return row.toBuilder().committedAt(Instant.EPOCH).build();
  }
}
