package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A step of a mix as real stores have it: mostly reads, few ids that are read often, small values
 * and a few large ones. Steps are drawn from a seed, so that all peers do the same.
 *
 * @param operation what is done
 * @param id of what
 * @param bytes the size of what is written; 0 for a read
 * @param seed what the written value is made from
 */
record MixStep(Operation operation, int id, int bytes, long seed) {
  private static final double READS = 0.9;
  private static final int LARGE_ONE_IN = 10;
  private static final int SMALL_LEAST = 1024;
  private static final int SMALL_MOST = 4096;
  private static final int LARGE_LEAST = 100 << 10;
  private static final int LARGE_MOST = 10 << 20;
  private static final String[] WORDS = {
    "title",
    "identifier",
    "createdDate",
    "work",
    "location",
    "collection",
    "archive",
    "language",
    "physicalDescription",
    "production",
    "subjects",
    "genres",
    "contributors",
    "notes",
    "items"
  };

  /** Returns the first write of every id. */
  static List<MixStep> first(int ids, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<MixStep> steps = new ArrayList<>();
    for (int id = 0; id < ids; id++) {
      steps.add(new MixStep(Operation.PUT_LATEST, id, size(id, random), random.nextLong()));
    }
    return steps;
  }

  /** Returns steps of the mix on ids that all exist. */
  static List<MixStep> mix(int ids, int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Zipf zipf = new Zipf(ids);
    List<MixStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = zipf.next(random);
      if (random.nextDouble() < READS) {
        steps.add(new MixStep(Operation.GET_LATEST, id, 0, 0));
      } else {
        Operation operation = random.nextBoolean() ? Operation.PUT_LATEST : Operation.UPDATE;
        steps.add(new MixStep(operation, id, size(id, random), random.nextLong()));
      }
    }
    return steps;
  }

  /**
   * Returns the size of an id's values, uniform by the logarithm as real sizes are. Every tenth id
   * is large, at any rank.
   */
  private static int size(int id, RandomGenerator random) {
    boolean large = id % LARGE_ONE_IN == LARGE_ONE_IN / 2;
    double least = large ? LARGE_LEAST : SMALL_LEAST;
    double most = large ? LARGE_MOST : SMALL_MOST;
    return (int) (least * Math.pow(most / least, random.nextDouble()));
  }

  /** Does the step. */
  void run(Contender contender) throws Exception {
    operation.run(contender, "id-" + id, value(), 0);
  }

  /** Does the step as the first write of its id. */
  void begin(Contender contender) throws Exception {
    contender.init("id-" + id, value());
  }

  /** Returns a value of words and numbers as in JSON, which can be compressed. */
  byte[] value() {
    RandomGenerator random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(bytes + SMALL_LEAST);
    while (text.length() < bytes) {
      text.append('"')
          .append(WORDS[random.nextInt(WORDS.length)])
          .append("\":\"")
          .append(Long.toHexString(random.nextLong()))
          .append("\",");
    }
    text.setLength(bytes);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
