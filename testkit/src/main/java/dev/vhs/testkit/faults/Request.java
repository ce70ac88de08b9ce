package dev.vhs.testkit.faults;

/**
 * One request to an index or an object store.
 *
 * @param method the name of the SPI's method, such as {@code commit} or {@code put}
 * @param key the id of a row or the key of an object; empty where there is none
 */
public record Request(String method, String key) {
  @Override
  public String toString() {
    return key.isEmpty() ? method : method + "(" + key + ")";
  }
}
