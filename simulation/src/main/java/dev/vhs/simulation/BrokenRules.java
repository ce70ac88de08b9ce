package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of mutants: each with one method that decides wrongly. {@link Mutant} says how. */
final class BrokenRules {
  private BrokenRules() {}

  static final Rules WRITE_ID_NOT_COMPARED =
      new Rules() {
        @Override
        public boolean isOurs(Row row, UUID writeId) {
          return false;
        }
      };

  static final Rules OBJECT_DELETED_ON_UNKNOWN_OUTCOME =
      new Rules() {
        @Override
        public boolean mayDiscard(Throwable failure) {
          return true;
        }
      };

  static final Rules UP_TO_IGNORED =
      new Rules() {
        @Override
        public long newestVersion(Row row) {
          return row.version();
        }
      };

  static final Rules YOUNG_ROWS_DROPPED =
      new Rules() {
        @Override
        public boolean mayDrop(Row row, Instant now, Duration grace) {
          return row.version() != 0;
        }
      };

  static final Rules ROW_0_DROPPED =
      new Rules() {
        @Override
        public boolean mayDrop(Row row, Instant now, Duration grace) {
          return isPastGrace(row.committedAt(), now, grace);
        }
      };

  static final Rules OLD_READ_TRUSTED =
      new Rules() {
        @Override
        public boolean isTrusted(@Nullable Instant newestAt, Instant now, Duration commitWindow) {
          return newestAt != null;
        }
      };

  static final Rules ONLY_LAST_WRITE_COMPARED =
      new Rules() {
        @Override
        public boolean isOurs(Row row, UUID writeId) {
          return writeId.equals(row.writeId());
        }
      };

  static final Rules EVERY_CONFLICT_DEFINITE =
      new Rules() {
        @Override
        public boolean isDefinite(
            Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
          return true;
        }
      };

  static final Rules OPEN_GAPS_IGNORED =
      new Rules() {
        @Override
        public boolean absenceTells(boolean gapsAreFilled) {
          return true;
        }
      };

  static final Rules SHARED_YOUNG_ROWS_DROPPED =
      new Rules() {
        @Override
        public boolean mayDropUnmarked(@Nullable Instant since, Instant now, Duration grace) {
          return true;
        }
      };

  static final Rules ERASED_LISTS_TRUSTED =
      new Rules() {
        @Override
        public boolean isDefiniteAmongErasers(
            Variant variant, Commit commit, @Nullable Row inTheWay, boolean firstTry, Instant now) {
          return isDefinite(variant, commit, inTheWay, firstTry, now);
        }
      };

  static final Rules ROWS_TAKEN_FOR_SNAPSHOT =
      new Rules() {
        @Override
        public boolean mustProbe(Row row, @Nullable Row next) {
          return false;
        }
      };

  static final Rules CACHED_POINTER_TRUSTED_TOO_LONG =
      new Rules() {
        @Override
        public Instant readAt(Instant readAt, Instant recalledAt) {
          return recalledAt;
        }
      };

  static final Rules RETIRED_ROW_CACHED =
      new Rules() {
        @Override
        public boolean mayKeep(long before, long now) {
          return true;
        }
      };

  static final Rules COMMITTED_AT_COPIED_BY_RESTORE =
      new Rules() {
        @Override
        public Instant committedAt(
            Instant builtAt, @Nullable Row restored, @Nullable Content content) {
          Instant old = restored == null ? null : restored.committedAt();
          return old == null ? builtAt : old;
        }
      };

  static final Rules COMMITTED_AT_COPIED_BY_COPY =
      new Rules() {
        @Override
        public Instant committedAt(
            Instant builtAt, @Nullable Row restored, @Nullable Content content) {
          Instant made = content == null ? null : content.createdAt();
          return made == null ? builtAt : made;
        }
      };

  static final Rules SHARED_OBJECT_RECLAIMED =
      new Rules() {
        @Override
        public boolean mayReclaim(Location replaced, @Nullable Location written) {
          return true;
        }
      };

  static final Rules SWEEP_WITHOUT_IDENTITY =
      new Rules() {
        @Override
        public boolean mustBelongTogether() {
          return false;
        }
      };
}
