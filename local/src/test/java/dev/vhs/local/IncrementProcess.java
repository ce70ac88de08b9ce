package dev.vhs.local;

import dev.vhs.Codec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;

/** A process that increments a number in a store; tests start several. */
final class IncrementProcess {
  private IncrementProcess() {}

  /**
   * Runs the process.
   *
   * @param arguments the store's URI, the largest item with an inline value, and how often
   */
  public static void main(String[] arguments) throws Exception {
    int times = Integer.parseInt(arguments[2]);
    try (Vhs vhs =
        Vhs.builder(arguments[0]).inlineItemBytes(Integer.parseInt(arguments[1])).open()) {
      VersionedStore<String> numbers = vhs.store(Codec.text());
      say("ready");
      if (System.in.read() < 0) {
        return;
      }
      for (int i = 0; i < times; i++) {
        say(numbers.update("n", IncrementProcess::increment).version());
      }
    }
  }

  private static String increment(String number) {
    return Long.toString(Long.parseLong(number) + 1);
  }

  private static void say(Object line) {
    System.out.println(line);
    System.out.flush();
  }
}
