package dev.vhs.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.VhsContender;
import dev.vhs.benchmarks.wire.SdkClients;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.FaultyEndpoint;
import dev.vhs.testkit.emulators.S3Emulator;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireLog;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bare loop is a fair measure only if it asks the services for the same. */
class SameRequestsIT {
  private final WireLog log = new WireLog();
  private final EmulatedStore ours = EmulatedStore.create(Variant.MULTI);
  private final EmulatedStore others = EmulatedStore.create(Variant.MULTI);
  private final FaultyEndpoint dynamoDb =
      FaultyEndpoint.before(DynamoDbEmulator.endpoint(), request -> WireFault.none(), log);
  private final FaultyEndpoint s3 =
      FaultyEndpoint.before(S3Emulator.endpoint(), request -> WireFault.none(), log);
  private final Contender vhs = VhsContender.of(Vhs.open(ours.uri(dynamoDb.uri(), s3.uri())));
  private final SdkClients clients = SdkClients.of(dynamoDb.uri(), s3.uri());
  private final Contender bare =
      new BareAws(
          new VersionTable(clients.dynamoDb(), others.name()),
          new Bucket(clients.s3(), others.name()));

  @BeforeEach
  void bind() throws Exception {
    vhs.init("bound", new byte[0]);
  }

  @AfterEach
  void close() throws Exception {
    vhs.close();
    bare.close();
    clients.close();
    dynamoDb.close();
    s3.close();
    ours.close();
    others.close();
  }

  /** A step of a contender. */
  private interface Step {
    void by(Contender contender) throws Exception;
  }

  private <T> List<T> sent(Contender contender, Step step, Function<WireLog.Entry, T> seen)
      throws Exception {
    log.clear();
    step.by(contender);
    return log.entries().stream().map(seen).toList();
  }

  private static String operation(WireLog.Entry entry) {
    return entry.request().operation();
  }

  /**
   * Returns the names of headers; values differ, and the user agent may have another number of
   * parts.
   */
  private static String headers(WireLog.Entry entry) {
    return operation(entry) + new TreeSet<>(entry.request().headers().keySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {Sizes.SMALL, Sizes.LARGE})
  void theBareLoopSendsWhatTheStoreSends(int size) throws Exception {
    byte[] value = Sizes.value(size);
    List<Step> steps =
        List.of(
            contender -> contender.putLatest("a", value),
            contender -> contender.putLatest("a", value),
            contender -> assertThat(contender.getLatest("a")).isEqualTo(value),
            contender -> contender.update("a", before -> value),
            contender -> assertThat(contender.get("a", 1)).isEqualTo(value),
            contender -> assertThat(contender.history("a")).isEqualTo(3),
            contender -> contender.restore("a", 0),
            contender -> contender.init("b", value));
    for (Step step : steps) {
      List<String> expected = sent(vhs, step, SameRequestsIT::headers);
      assertThat(sent(bare, step, SameRequestsIT::headers))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Sizes.SMALL, Sizes.LARGE})
  void theBareLoopWritesItemsOfTheSameSize(int size) throws Exception {
    byte[] value = Sizes.value(size);
    Step put = contender -> contender.putLatest("a", value);
    int expected = content(sent(vhs, put, Function.identity()));
    assertThat(content(sent(bare, put, Function.identity())))
        .isBetween(expected * 9 / 10, expected * 11 / 10);
  }

  private static int content(List<WireLog.Entry> entries) {
    return entries.stream().mapToInt(entry -> entry.request().content().length()).sum();
  }
}
