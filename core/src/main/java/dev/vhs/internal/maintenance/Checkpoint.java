package dev.vhs.internal.maintenance;

import dev.vhs.InvalidRequest;
import dev.vhs.JobOptions;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.runtime.FlatJson;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far long work has come, as text that another process can go on from. It decides nothing on
 * which safety rests: whoever deletes reads again what it deletes by.
 */
public final class Checkpoint {
  private final Map<String, String> members;

  private Checkpoint(Map<String, String> members) {
    this.members = members;
  }

  /**
   * An empty one.
   *
   * @param work the kind of work, and all that decides what it does
   */
  public static Checkpoint of(String work, String store, JobOptions options) {
    Checkpoint checkpoint = new Checkpoint(new TreeMap<>());
    checkpoint.put("work", work);
    checkpoint.put("store", store);
    checkpoint.put("segment", options.segment() + "/" + options.of());
    return checkpoint;
  }

  /**
   * The one to go on from; null where work begins anew.
   *
   * @throws InvalidRequest if it is of other work, or of another store
   */
  public static @Nullable Checkpoint resumed(String work, String store, JobOptions options) {
    String token = options.resumeFrom().orElse(null);
    if (token == null) {
      return null;
    }
    Checkpoint found;
    try {
      found = new Checkpoint(FlatJson.read(token));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("What to resume from can't be read: " + e.getMessage());
    }
    Checkpoint expected = of(work, store, options);
    expected.members.forEach(
        (name, value) -> {
          if (!value.equals(found.members.get(name))) {
            throw new InvalidRequest(
                "What to resume from is of other work: %s was '%s' there, and is '%s' now. Begin anew"
                    .formatted(name, found.text(name), expected.text(name)));
          }
        });
    return found;
  }

  public void put(String name, String value) {
    members.put(name, NativeKeys.escape(value));
  }

  public void put(String name, long value) {
    members.put(name, Long.toString(value));
  }

  /** A text; empty where there is none. */
  public String text(String name) {
    String text = NativeKeys.unescape(members.getOrDefault(name, ""));
    if (text == null) {
      throw unreadable(name);
    }
    return text;
  }

  /** A number; 0 where there is none. */
  public long number(String name) {
    try {
      return Long.parseLong(members.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      throw unreadable(name);
    }
  }

  private InvalidRequest unreadable(String name) {
    return new InvalidRequest(
        "What to resume from can't be read: %s is '%s'. Begin anew"
            .formatted(name, members.get(name)));
  }

  /** As text. */
  String token() {
    return FlatJson.write(members);
  }
}
