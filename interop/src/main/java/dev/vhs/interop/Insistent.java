package dev.vhs.interop;

import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** The Scala client with what it leaves to its users: trying again after a lost race. */
public final class Insistent {
  private static final int TRIES = 500;

  private Insistent() {}

  /** Writes the next version, and returns it. */
  public static long putLatest(ScalaVhs<String> store, String id, String text) {
    return insist(() -> store.putLatest(id, text));
  }

  /** Changes the newest value, as often as it takes, and returns the version that was written. */
  public static <T> long update(ScalaVhs<T> store, String id, UnaryOperator<T> change) {
    return insist(() -> store.update(id, change));
  }

  private static long insist(IntSupplier write) {
    for (int tries = 1; ; tries++) {
      try {
        return write.getAsInt();
      } catch (ScalaFailure e) {
        if (!isLostRace(e) || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean isLostRace(ScalaFailure failure) {
    return failure.isRetryable()
        || String.valueOf(failure.getMessage()).contains("conditional request failed");
  }
}
