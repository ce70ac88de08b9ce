package dev.vhs.simulation;

import dev.vhs.RetentionPolicy;
import dev.vhs.internal.protocol.RowInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call of a simulated user.
 *
 * @param number its number in the history, from 1
 * @param client the process that makes it
 * @param action what it is
 * @param id the id; empty where it is about the store
 * @param version the version that it names; -1 for none
 * @param read what it replaces; null for nothing
 * @param value the value that it writes; null for none
 * @param keep what it keeps of a chain; null where it doesn't prune
 */
record Operation(
    int number,
    String client,
    Action action,
    String id,
    long version,
    @Nullable RowInfo read,
    @Nullable Value value,
    @Nullable RetentionPolicy keep) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("#" + number + " " + client + " ");
    text.append(action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    text.append(id.isEmpty() ? "" : " " + id);
    text.append(version < 0 ? "" : " v" + version);
    text.append(read == null ? "" : " read " + Describe.row(read.row()));
    text.append(value == null ? "" : " " + value.tag());
    text.append(keep == null ? "" : " " + keep);
    return text.toString();
  }
}
