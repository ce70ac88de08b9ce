package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The expected end state of an id, by the answers to its writes in order. */
final class WireEnd {
  private final EmulatedPlace place;
  private final WireSubject subject;
  private boolean mayLeaveObjects;
  private boolean mayLeaveUploads;
  private final List<VersionInfo> acknowledged = new ArrayList<>();
  private final Set<String> leftByUnknown = new TreeSet<>();
  private @Nullable UUID unknown;

  WireEnd(EmulatedPlace place, WireSubject subject) {
    this.place = place;
    this.subject = subject;
    subject.acknowledged().forEach(this::acknowledge);
  }

  /** Allows objects that no row names. */
  void leaveObjects() {
    mayLeaveObjects = true;
  }

  /** Allows uploads that nobody knows. */
  void leaveUploads() {
    mayLeaveUploads = true;
  }

  WireSubject subject() {
    return subject;
  }

  String id() {
    return subject.id();
  }

  /** Records that a version was written. */
  void acknowledge(VersionInfo info) {
    acknowledged.add(info);
  }

  /**
   * Records that a version may have been written. Its object may be left without a row, and so may
   * the object that a row which it replaced named, be it a deletion: its writer could not know.
   */
  void suspect(UUID writeId) {
    unknown = writeId;
    leftByUnknown.add(id() + "/" + writeId);
    if (place.variant() == Variant.SINGLE && !acknowledged.isEmpty()) {
      Location replaced = RowInfo.from(acknowledged.get(acknowledged.size() - 1)).row().payload();
      if (replaced != null) {
        leftByUnknown.add(replaced.key());
      }
    }
  }

  /** Records that all versions are gone, and a tombstone says so. */
  void purged(VersionInfo tombstone) {
    acknowledged.clear();
    unknown = null;
    acknowledge(tombstone);
  }

  /** Records that all versions but the newest are gone. */
  void pruned() {
    acknowledged.subList(0, acknowledged.size() - 1).clear();
  }

  /** Returns the newest version; -1 if there is none. */
  long newestVersion() {
    List<Row> rows = place.rows(id());
    return rows.isEmpty() ? -1 : rows.get(rows.size() - 1).version();
  }

  /**
   * Checks that every acknowledged version exists once and in order, that there is at most one
   * other, which may have been written, and that a row names every object.
   */
  void check() {
    List<Row> rows = place.rows(id());
    List<VersionInfo> versions = place.versions(id());
    assertThat(versions)
        .extracting(VersionInfo::version)
        .isEqualTo(
            rows.stream()
                .filter(row -> row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE)
                .map(Row::version)
                .toList());
    if (place.variant() == Variant.MULTI) {
      assertThat(versions.stream().filter(version -> !isUnknown(version)))
          .as("versions of '%s'", id())
          .isEqualTo(acknowledged);
    } else if (versions.isEmpty() || !isUnknown(versions.get(0))) {
      assertThat(versions)
          .as("the row of '%s'", id())
          .isEqualTo(
              acknowledged.subList(Math.max(0, acknowledged.size() - 1), acknowledged.size()));
    }
    checkFillers(rows);
    checkObjects(rows);
  }

  private boolean isUnknown(VersionInfo version) {
    return unknown != null && version.writeId().filter(unknown::equals).isPresent();
  }

  private static void checkFillers(List<Row> rows) {
    for (Row row : rows) {
      if (row.kind() == RowKind.FILLER) {
        assertThat(rows)
            .as("the version that %s goes with", row)
            .anyMatch(
                other ->
                    row.upTo() != null
                        && other.version() == row.upTo()
                        && other.writeId() != null
                        && other.writeId().equals(row.writeId()));
      }
    }
  }

  private void checkObjects(List<Row> rows) {
    Set<String> named = new TreeSet<>();
    for (Row row : rows) {
      if (row.payload() != null) {
        named.add(row.payload().key());
      }
    }
    Set<String> there = place.keys(id() + "/");
    assertThat(there).as("objects of '%s'", id()).containsAll(named);
    if (!mayLeaveObjects) {
      there.removeAll(leftByUnknown);
      named.removeAll(leftByUnknown);
      assertThat(there).as("objects of '%s'", id()).isEqualTo(named);
    }
    if (!mayLeaveUploads) {
      assertThat(place.openUploads(id() + "/")).as("uploads of '%s'", id()).isZero();
    }
  }
}
