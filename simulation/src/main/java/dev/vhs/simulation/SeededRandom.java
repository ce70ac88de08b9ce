package dev.vhs.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The randomness of one history: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators"), with every bounded draw spelled out here, so that a seed means the same on
 * every release of Java.
 *
 * <p>It draws from many streams, one at a time: each call and each request has one of its own. So
 * what befalls one does not depend on the others, and a history is much the same without some.
 */
final class SeededRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final Map<Long, Stream> streams = new HashMap<>();
  private Stream stream;

  /** Creates dice that draw from stream 0. */
  SeededRandom(long seed) {
    this.seed = seed;
    this.stream = new Stream(0, mix(seed * GOLDEN_GAMMA + GOLDEN_GAMMA));
    streams.put(0L, stream);
  }

  /** The place to which the draws of one stream have come. */
  private static final class Stream {
    private final long name;
    private long state;

    Stream(long name, long state) {
      this.name = name;
      this.state = state;
    }
  }

  /** Returns a stream that belongs to another, by its number there. */
  static long stream(long of, long number) {
    return mix(of + mix(number * GOLDEN_GAMMA + GOLDEN_GAMMA));
  }

  /** Returns the stream that is drawn from. */
  long stream() {
    return stream.name;
  }

  /** Draws from a stream from now on, where it has come to. */
  void turnTo(long name) {
    if (name != stream.name) {
      stream =
          streams.computeIfAbsent(
              name, any -> new Stream(name, mix(seed * GOLDEN_GAMMA + GOLDEN_GAMMA) ^ mix(name)));
    }
  }

  @Override
  public long nextLong() {
    stream.state += GOLDEN_GAMMA;
    return mix(stream.state);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> Integer.SIZE);
  }

  @Override
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return (int) nextLong(origin, bound);
  }

  @Override
  public long nextLong(long bound) {
    return (nextLong() >>> 1) % bound;
  }

  @Override
  public long nextLong(long origin, long bound) {
    return origin + nextLong(bound - origin);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  @Override
  public double nextDouble(double bound) {
    return nextDouble() * bound;
  }

  @Override
  public double nextDouble(double origin, double bound) {
    return origin + nextDouble() * (bound - origin);
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** Returns true with that probability. */
  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** Returns a number from one to the other, every order of magnitude as likely as any other. */
  long spread(long least, long most) {
    return (long) (least * StrictMath.pow((double) most / least, nextDouble()));
  }

  /** Returns one of them. */
  <E> E pick(List<E> from) {
    return from.get(nextInt(from.size()));
  }
}
