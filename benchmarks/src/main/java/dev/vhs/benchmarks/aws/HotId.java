package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Peer;
import dev.vhs.benchmarks.wire.Distance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The chapter in which many writers write one id at once. */
public final class HotId implements Chapter {
  private static final String ID = "n";
  private static final int STORES = 8;
  private static final List<Peer> OURS = List.of(Peer.VHS, Peer.VHS_LARGE, Peer.VHS_CACHED);
  private static final Duration DISTANCE = Duration.ofMillis(20);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Makes the chapter. */
  public HotId() {}

  @Override
  public String key() {
    return "hot";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: one id that eight stores update at once, 20 ms away";
  }

  @Override
  public String note() {
    return """
    Each of %d stores increments one number over and over by `update`, and none knows of the others. \
    An update of the Scala client that lost is called again, at once, as its users have to. Orphans are objects that no row names.\
    """
        .formatted(STORES);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    int updates = settings.pick(5, 25);
    Outcome scala = measure(Peer.SCALA, updates);
    rows.accept(row(Peer.SCALA, scala, updates, scala));
    for (Peer peer : settings.pick(List.of(Peer.VHS), OURS)) {
      rows.accept(row(peer, measure(peer, updates), updates, scala));
    }
  }

  /**
   * The outcome of the contention.
   *
   * @param value the number at the end
   * @param orphans objects that no row names
   * @param attempts how often the number was incremented, kept or not
   * @param requests to both services
   */
  private record Outcome(int value, int orphans, int attempts, int requests, double seconds) {}

  private static Row row(Peer peer, Outcome outcome, int updates, Outcome scala) {
    int all = STORES * updates;
    boolean asked = peer == Peer.VHS;
    return Row.of(
        "%d × %d updates, %s".formatted(STORES, updates, peer.text()),
        figure("counted, of all", (double) outcome.value / all, asked ? exactly(1) : null),
        figure("orphans", outcome.orphans, asked ? none() : null),
        figure("attempts a success", (double) outcome.attempts / all, asked ? attempts() : null),
        Figure.of("requests a success", "", (double) outcome.requests / all),
        Figure.of("time", "s", outcome.seconds),
        figure(
            "time, of the Scala client's",
            outcome.seconds / scala.seconds,
            asked ? Target.atMost(0.5).of(Goal.HOT_ELAPSED) : null));
  }

  private static Figure figure(String name, double value, @Nullable Target target) {
    return new Figure(name, "", Distribution.of(value), target);
  }

  private static Target exactly(double share) {
    return Target.exactly(share).of(Goal.HOT_VALUE);
  }

  private static Target none() {
    return Target.exactly(0).of(Goal.HOT_ORPHANS);
  }

  private static Target attempts() {
    return Target.atMost(3).of(Goal.HOT_ATTEMPTS);
  }

  private static Outcome measure(Peer peer, int updates) throws Exception {
    Distance distance = new Distance();
    List<Contender> stores = new ArrayList<>();
    try (Lane lane = Lane.metered(peer, distance)) {
      lane.contender().init(ID, bytes(0));
      AtomicInteger attempts = new AtomicInteger();
      for (int i = 0; i < STORES; i++) {
        stores.add(lane.another());
      }
      distance.set(DISTANCE);
      lane.meter().clear();
      long start = System.nanoTime();
      together(stores, updates, attempts);
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      int requests = lane.meter().cost().requests();
      distance.set(Duration.ZERO);
      for (Contender store : stores) {
        store.close();
      }
      return new Outcome(
          number(lane.contender().getLatest(ID)), orphans(lane), attempts.get(), requests, seconds);
    }
  }

  private static void together(List<Contender> stores, int updates, AtomicInteger attempts)
      throws Exception {
    Parallel.run(
        stores.size(),
        thread -> {
          for (int i = 0; i < updates; i++) {
            stores
                .get(thread)
                .update(
                    ID,
                    before -> {
                      attempts.incrementAndGet();
                      return bytes(number(before) + 1);
                    });
          }
        });
  }

  private static byte[] bytes(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static int number(byte[] bytes) {
    return Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII));
  }

  private static int orphans(Lane lane) {
    Set<String> named = new HashSet<>();
    for (Map<String, AttributeValue> item :
        lane.clients()
            .dynamoDb()
            .scanPaginator(scan -> scan.tableName(lane.name()).consistentRead(true))
            .items()) {
      AttributeValue payload = item.get("payload");
      if (payload != null) {
        named.add(Objects.requireNonNull(payload.m().get("key")).s());
      }
    }
    return (int)
        lane
            .clients()
            .s3()
            .listObjectsV2Paginator(list -> list.bucket(lane.name()))
            .contents()
            .stream()
            .map(S3Object::key)
            .filter(key -> !key.startsWith(".vhs/") && !named.contains(key))
            .count();
  }
}
