package dev.vhs.testkit.simulation;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.Rules;
import dev.vhs.spi.Call;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An engine with one rule broken. The simulation must notice each of them: that is what shows that
 * it would notice such a mistake in the real one.
 */
public enum Mutant {
  /** Writes whatever stands in the slot. */
  CONDITION_FORGOTTEN(Profile.UNRELIABLE) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      return index.overwrite(commit, call);
    }
  },

  /** Takes its own write, whose answer was lost, for another's. */
  WRITE_ID_NOT_COMPARED(Profile.UNRELIABLE) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean isOurs(Row row, UUID writeId) {
          return false;
        }
      };
    }
  },

  /** Removes the object of a write that may have taken effect, or still may. */
  OBJECT_DELETED_ON_UNKNOWN_OUTCOME(Profile.UNRELIABLE) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mayDiscard(Throwable failure) {
          return true;
        }
      };
    }
  },

  /**
   * After a time-out looks for its row, and where it is not there says that nothing was written.
   */
  ABSENCE_TAKEN_FOR_FAILURE(Profile.UNRELIABLE) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
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
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      List<Row> rows = commit.rows().stream().filter(row -> row.kind() != RowKind.FILLER).toList();
      return index.commit(
          new Commit(rows, commit.replaces(), commit.standing(), commit.notAfter()), call);
    }
  },

  /** Takes a filler for the newest version where its version does not show yet. */
  UP_TO_IGNORED(Profile.GAPS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public long newestVersion(Row row) {
          return row.version();
        }
      };
    }
  },

  /** Lets a commit take effect at any later time. */
  NOT_AFTER_IGNORED(Profile.SLOW_UPLOADS) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      Instant never = commit.notAfter().plus(Duration.ofDays(1));
      return index.commit(
          new Commit(commit.rows(), commit.replaces(), commit.standing(), never), call);
    }
  },

  /** Sweeps young objects too. */
  SWEEP_WITHOUT_GRACE(Profile.SLOW_UPLOADS) {
    @Override
    ObjectStore over(SimulatedObjects objects) {
      return new AgedObjects(objects);
    }
  },

  /** Drops young rows in place of leaving markers. */
  YOUNG_ROWS_DROPPED(Profile.STALLS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mayDrop(Row row, Instant now, Duration grace) {
          return row.version() != 0;
        }
      };
    }
  },

  /** Drops row 0, with which {@code init} collides. */
  ROW_0_DROPPED(Profile.STALLS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mayDrop(Row row, Instant now, Duration grace) {
          return isPastGrace(row.committedAt(), now, grace);
        }
      };
    }
  },

  /** Restores a row without a check that it still stands. */
  RESTORE_WITHOUT_ROW_CHECK(Profile.RESTORES) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      return index.commit(
          new Commit(commit.rows(), commit.replaces(), null, commit.notAfter()), call);
    }
  },

  /** Builds on what was read long ago without reading again. */
  OLD_READ_TRUSTED(Profile.OLD_READS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean isTrusted(@Nullable Instant newestAt, Instant now, Duration commitWindow) {
          return newestAt != null;
        }
      };
    }

    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      Instant now = index.traits().clock().instant();
      Instant fresh = now.isAfter(commit.notAfter()) ? now.plusSeconds(1) : commit.notAfter();
      return index.commit(
          new Commit(commit.rows(), commit.replaces(), commit.standing(), fresh), call);
    }
  },

  /** Replaces a single-version row if only its write id is as it was read. */
  ONLY_WRITE_ID_COMPARED(Profile.FOREIGN) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      return index.rebased(commit, Mutant::ontoSameWriteId, call);
    }
  },

  /** Knows its own write only while nobody has written after it. */
  ONLY_LAST_WRITE_COMPARED(Profile.UNRELIABLE) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean isOurs(Row row, UUID writeId) {
          return writeId.equals(row.writeId());
        }
      };
    }
  },

  /** Takes every conflict for the end of a write, whatever became of its earlier tries. */
  EVERY_CONFLICT_DEFINITE(Profile.FOREIGN) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean isDefinite(
            Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
          return true;
        }
      };
    }
  },

  /** Writes whatever stands in the slot, beside the Scala client. */
  SHARED_CONDITION_FORGOTTEN(Profile.SHARED) {
    @Override
    CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
      return index.overwrite(commit, call);
    }
  },

  /** Takes an absent next row for a sign that nothing came after, where gaps have no fillers. */
  OPEN_GAPS_IGNORED(Profile.SHARED) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean absenceTells(boolean gapsAreFilled) {
          return true;
        }
      };
    }
  },

  /** Drops young rows, where no markers take their place. */
  SHARED_YOUNG_ROWS_DROPPED(Profile.SHARED) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mayDropUnmarked(@Nullable Instant since, Instant now, Duration grace) {
          return true;
        }
      };
    }
  },

  /** Takes a short list of writes for a whole one, where the Scala client erases such lists. */
  ERASED_LISTS_TRUSTED(Profile.SHARED) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean isDefiniteAmongErasers(
            Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
          return isDefinite(variant, commit, inTheWay, firstTry, now);
        }
      };
    }
  },

  /** Takes the rows that it reads before a delete for a snapshot. */
  ROWS_TAKEN_FOR_SNAPSHOT(Profile.RESTORES) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mustProbe(Row row, @Nullable Row next) {
          return false;
        }
      };
    }
  },

  /** Takes a pointer from the cache for one that was read when it is used. */
  CACHED_POINTER_TRUSTED_TOO_LONG(Profile.CACHED_OLD_READS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public Instant readAt(Instant readAt, Instant recalledAt) {
          return recalledAt;
        }
      };
    }
  },

  /** Keeps in the cache what was read before this very engine retired it. */
  RETIRED_ROW_CACHED(Profile.CACHED_VERSIONS) {
    @Override
    public Rules rules() {
      return new Rules() {
        @Override
        public boolean mayKeep(long before, long now) {
          return true;
        }
      };
    }
  };

  private final Profile profile;

  Mutant(Profile profile) {
    this.profile = profile;
  }

  /** The kind of history that shows it soonest. */
  public Profile profile() {
    return profile;
  }

  /** The rules that its engine goes by. */
  public Rules rules() {
    return Rules.SOUND;
  }

  /** What becomes of its conditional writes. */
  CommitResult commit(SimulatedIndex index, Commit commit, Call call) {
    return index.commit(commit, call);
  }

  /** The index as its engine uses it. */
  PointerIndex over(SimulatedIndex index) {
    return new MutatedIndex(index, this);
  }

  /** The object store as its engine uses it. */
  ObjectStore over(SimulatedObjects objects) {
    return objects;
  }

  private static Commit ontoSameWriteId(Commit commit, @Nullable Row there) {
    Row read = commit.replaces();
    boolean same = there != null && read != null && Objects.equals(there.writeId(), read.writeId());
    return same ? new Commit(commit.rows(), there, commit.standing(), commit.notAfter()) : commit;
  }
}
