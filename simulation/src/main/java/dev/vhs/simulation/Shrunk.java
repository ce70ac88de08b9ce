package dev.vhs.simulation;

/**
 * An illegal history made small.
 *
 * @param parts how many calls, changes by other programs and faults the whole one had
 * @param left how many of them are left
 * @param calls how many calls of users are left, as against {@code allCalls}
 * @param allCalls how many there were
 * @param verdict what is illegal in what is left
 * @param trace what is left, for people
 */
public record Shrunk(int parts, int left, int calls, int allCalls, Verdict verdict, String trace) {
  @Override
  public String toString() {
    return "%s%nshrunk from %s calls to %s, from %s calls and faults to %s"
        .formatted(trace.strip(), allCalls, calls, parts, left);
  }
}
