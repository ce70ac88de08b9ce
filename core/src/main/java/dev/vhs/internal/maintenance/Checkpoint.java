package dev.vhs.internal.maintenance;

import dev.vhs.InvalidRequest;
import dev.vhs.JobOptions;
import dev.vhs.internal.protocol.NativeKeys;
import dev.vhs.internal.runtime.FlatJson;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The progress of long work, as text from which another process can go on. No safety rests on it:
 * every delete reads again what it is based on.
 */
public final class Checkpoint {
  private final Map<String, String> members;

  private Checkpoint(Map<String, String> members) {
    this.members = members;
  }

  /**
   * Returns an empty checkpoint.
   *
   * @param work the kind of work, with everything that decides what it does
   */
  public static Checkpoint of(String work, String store, JobOptions options) {
    Checkpoint checkpoint = new Checkpoint(new TreeMap<>());
    checkpoint.put("work", work);
    checkpoint.put("store", store);
    checkpoint.put("segment", options.segment() + "/" + options.of());
    return checkpoint;
  }

  /**
   * Returns the checkpoint to go on from; null where the work starts from the beginning.
   *
   * @throws InvalidRequest if it belongs to other work, or to another store
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
      throw new InvalidRequest("The text to resume from can't be read: " + e.getMessage());
    }
    Checkpoint expected = of(work, store, options);
    expected.members.forEach(
        (name, value) -> {
          if (!value.equals(found.members.get(name))) {
            throw new InvalidRequest(
                "The text to resume from belongs to another task: %s was '%s' there, and is '%s' now. Start from the beginning"
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

  /** Returns a text; empty where there is none. */
  public String text(String name) {
    String text = NativeKeys.unescape(members.getOrDefault(name, ""));
    if (text == null) {
      throw unreadable(name);
    }
    return text;
  }

  /** Returns a number; 0 where there is none. */
  public long number(String name) {
    try {
      return Long.parseLong(members.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      throw unreadable(name);
    }
  }

  private InvalidRequest unreadable(String name) {
    return new InvalidRequest(
        "The text to resume from can't be read: %s is '%s'. Start from the beginning"
            .formatted(name, members.get(name)));
  }

  /** Returns the checkpoint as text. */
  String token() {
    return FlatJson.write(members);
  }
}
