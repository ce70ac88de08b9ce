package dev.vhs.simulation;

import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.RowInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choices of what users do, and when. */
final class Workload {
  private static final int LARGE_PADDING = 400;
  private static final int HUGE_PADDING = 70_000;
  private static final double HUGE = 0.1;
  private static final int MAX_KEPT = 3;
  private static final int MAX_GAP = 4;
  private static final long MIN_THINK = 100_000;

  private final Profile profile;
  private final Variant variant;
  private final SeededRandom dice;
  private final History history;
  private final long maxThink;
  private final Map<Action, Integer> weights = new EnumMap<>(Action.class);
  private int weight;

  /**
   * Creates the choices of one history.
   *
   * @param maxThink the longest pause between two calls of a user, in nanoseconds
   */
  Workload(Profile profile, Variant variant, SeededRandom dice, History history, long maxThink) {
    this.profile = profile;
    this.variant = variant;
    this.dice = dice;
    this.history = history;
    this.maxThink = maxThink;
    for (Action action : Action.values()) {
      if (variant == Variant.MULTI || action != Action.PRUNE) {
        weights.put(action, profile.weight(action));
        weight += profile.weight(action);
      }
    }
  }

  /** Returns the ids that all users share. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < profile.ids(); i++) {
      ids.add(i == 0 ? "a" : "b/" + i);
    }
    return ids;
  }

  /** Returns how long a user waits before the next call. */
  long think() {
    return dice.spread(MIN_THINK, maxThink);
  }

  /** Returns the next call of a user. */
  Operation next(User user) {
    Action action = action();
    if (user.isStray() && !action.isWrite() && !action.mayRetire()) {
      action = Action.GC;
    }
    String id = dice.pick(ids());
    int number = history.nextOperation();
    @Nullable RowInfo read = null;
    if (action == Action.REPLACE) {
      List<RowInfo> held = user.held();
      if (held.isEmpty()) {
        action = Action.GET_LATEST;
      } else {
        read = dice.pick(held);
        id = read.id();
      }
    }
    return new Operation(
        number,
        user.client(),
        action,
        action == Action.SCAN || action == Action.GC || action == Action.VERIFY ? "" : id,
        version(action, user.known(id)),
        read,
        hasValue(action) ? value(action, number) : null,
        action == Action.PRUNE ? keep() : null);
  }

  private Action action() {
    int drawn = dice.nextInt(weight);
    for (Map.Entry<Action, Integer> entry : weights.entrySet()) {
      drawn -= entry.getValue();
      if (drawn < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("weights of " + profile);
  }

  private long version(Action action, long known) {
    return switch (action) {
      case PUT, COPY, DELETE_AT -> Math.max(0, known + dice.nextInt(MAX_GAP));
      case GET -> Math.max(0, known - dice.nextInt(MAX_GAP));
      case RESTORE ->
          Math.max(
              0, known - (variant == Variant.SINGLE ? dice.nextInt(2) : dice.nextInt(MAX_GAP)));
      default -> -1;
    };
  }

  private static boolean hasValue(Action action) {
    return switch (action) {
      case INIT, PUT, PUT_LATEST, PUT_STREAM, COPY, REPLACE, UPDATE, UPSERT -> true;
      default -> false;
    };
  }

  private Value value(Action action, int number) {
    if (action == Action.PUT_STREAM && dice.chance(HUGE)) {
      return Value.of("w" + number, HUGE_PADDING + dice.nextInt(2));
    }
    return Value.of("w" + number, dice.nextBoolean() ? LARGE_PADDING : 0);
  }

  private RetentionPolicy keep() {
    return dice.nextBoolean()
        ? RetentionPolicy.newest(1 + dice.nextLong(MAX_KEPT))
        : RetentionPolicy.youngerThan(Duration.ofNanos(dice.spread(MIN_THINK, 2 * maxThink)));
  }
}
