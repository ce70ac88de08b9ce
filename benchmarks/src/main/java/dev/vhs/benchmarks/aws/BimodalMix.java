package dev.vhs.benchmarks.aws;

import dev.vhs.CacheStats;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.VhsContender;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Peer;
import dev.vhs.benchmarks.wire.Cost;
import dev.vhs.benchmarks.wire.Distance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cost of a day's work, not of an operation. */
public final class BimodalMix implements Chapter {
  private static final long SEED = 7;
  private static final int THREADS = 8;
  private static final double KIB = 1024;

  private static final List<Peer> PEERS =
      List.of(
          Peer.SCALA,
          Peer.S3,
          Peer.VHS_EVENTUAL,
          Peer.VHS_EVENTUAL_CACHED,
          Peer.VHS_EVENTUAL_ZSTD,
          Peer.VHS,
          Peer.VHS_CACHED,
          Peer.S3_CACHED);

  /** Makes the chapter. */
  public BimodalMix() {}

  @Override
  public String key() {
    return "mix";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: dollars for a mix as real stores have it";
  }

  @Override
  public String note() {
    return """
    90 %% of the ids have values of 1–4 KiB, 10 %% of 0.1–10 MiB, evenly by the logarithm, of text like JSON with random numbers. \
    90 %% of the operations are `getLatest`, the rest `putLatest` and `update` in equal parts; ids are drawn by Zipf's law. \
    All do the same, from one seed. Eventual says that newest versions are read so, as the Scala client reads; S3 is always consistent. \
    Caches hold %d MiB.\
    """
        .formatted(Peer.CACHE_BYTES >> 20);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    int ids = settings.pick(40, 400);
    int count = settings.pick(250, 2500);
    Map<Peer, Cost> costs = new EnumMap<>(Peer.class);
    List<Row> hits = new ArrayList<>();
    for (Peer peer : PEERS) {
      try (Lane lane = Lane.metered(peer, new Distance())) {
        Contender contender = lane.contender();
        byThread(MixStep.first(ids, SEED), step -> step.begin(contender));
        CacheStats before = stats(contender);
        lane.meter().clear();
        byThread(MixStep.mix(ids, count, SEED + 1), step -> step.run(contender));
        costs.put(peer, lane.meter().cost());
        CacheStats after = stats(contender);
        if (before != null && after != null && after.entries() > 0) {
          hits.add(hits(peer, before, after, costs));
        }
      }
    }
    PEERS.forEach(peer -> rows.accept(row(peer, costs, count)));
    hits.forEach(rows);
  }

  /** An action on a step. */
  private interface Doing {
    void with(MixStep step) throws Exception;
  }

  /** Runs the steps by several threads; each id has one thread, which does its steps in order. */
  private static void byThread(List<MixStep> steps, Doing doing) throws Exception {
    Parallel.run(
        THREADS,
        thread -> {
          for (MixStep step : steps) {
            if (step.id() % THREADS == thread) {
              doing.with(step);
            }
          }
        });
  }

  private static @Nullable CacheStats stats(Contender contender) {
    return contender instanceof VhsContender vhs ? vhs.vhs().cacheStats() : null;
  }

  private static Row row(Peer peer, Map<Peer, Cost> costs, int count) {
    Cost cost = Objects.requireNonNull(costs.get(peer));
    return Row.of(
        peer.text(),
        Figure.of("a million", "$", cost.dollars() / count),
        new Figure("of the Scala client's", "", ratio(peer, Peer.SCALA, costs), ofScala(peer)),
        Figure.ratio("of S3 alone's", ratio(peer, Peer.S3, costs)),
        new Figure("of vhs eventual's", "", ratio(peer, Peer.VHS_EVENTUAL, costs), ofVhs(peer)),
        Figure.of("requests an operation", "", (double) cost.requests() / count),
        Figure.of("read from S3 an operation", "KiB", cost.downloadedBytes() / KIB / count));
  }

  private static Distribution ratio(Peer peer, Peer other, Map<Peer, Cost> costs) {
    return Distribution.of(dollars(peer, costs) / dollars(other, costs));
  }

  private static double dollars(Peer peer, Map<Peer, Cost> costs) {
    return Objects.requireNonNull(costs.get(peer)).dollars();
  }

  private static @Nullable Target ofScala(Peer peer) {
    return switch (peer) {
      case VHS_EVENTUAL -> Target.atMost(0.42).of(Goal.MIX);
      case VHS_EVENTUAL_CACHED -> Target.atMost(0.37).of(Goal.MIX_CACHED);
      default -> null;
    };
  }

  private static @Nullable Target ofVhs(Peer peer) {
    return peer == Peer.VHS_EVENTUAL_ZSTD ? Target.atMost(1).of(Goal.MIX_ZSTD) : null;
  }

  private static Row hits(Peer peer, CacheStats before, CacheStats after, Map<Peer, Cost> costs) {
    long hits = after.valueHits() - before.valueHits();
    long misses = after.valueMisses() - before.valueMisses();
    Cost without =
        Objects.requireNonNull(costs.get(peer == Peer.VHS_CACHED ? Peer.VHS : Peer.VHS_EVENTUAL));
    Cost with = Objects.requireNonNull(costs.get(peer));
    return Row.of(
        peer.text(),
        Figure.of("hits, of values that may be kept", "%", percent(hits, hits + misses)),
        Figure.of(
            "bytes that S3 needn't send",
            "%",
            100 - percent(with.downloadedBytes(), without.downloadedBytes())),
        Figure.of("writes from a guess", "", (double) after.guesses() - before.guesses()),
        Figure.of("stale guesses", "", (double) after.staleGuesses() - before.staleGuesses()),
        Figure.of("held", "MiB", after.bytes() / KIB / KIB));
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
