package dev.vhs;

import java.util.Map;

/**
 * A version with its value.
 *
 * <pre>{@code
 * try (Vhs vhs = Vhs.open("file:.vhs")) {
 *   Versioned<String> book = vhs.store(Codec.text()).getLatest("b1");
 *   System.out.println(book.id() + " v" + book.version() + " is " + book.value());
 * }
 * }</pre>
 *
 * @param info the version and the facts of the write that made it
 * @param value the value
 * @param <T> the value's type
 */
public record Versioned<T>(VersionInfo info, T value) {
  /** Returns the id, the user's name of the thing. */
  public String id() {
    return info.id();
  }

  /** Returns the version's number: 0 or more, higher is newer. */
  public long version() {
    return info.version();
  }

  /** Returns the user's own names and values that go with this version. */
  public Map<String, String> metadata() {
    return info.metadata();
  }
}
