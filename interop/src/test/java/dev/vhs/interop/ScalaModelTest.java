package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.testkit.contract.ScalaClient;
import dev.vhs.testkit.contract.ScalaClient.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The testkit's model of the Scala client, with which contracts and simulation share stores, does
 * what the client itself does. Random histories, in which objects are lost and rows have no
 * payload, are run through both.
 */
class ScalaModelTest {
  private static final int STEPS = 25;
  private static final int VERSIONS = 7;
  private static final List<String> IDS = List.of("a", "b/c");

  /** The model's name of each of the client's failures. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "NoVersionExistsError", Kind.NO_VERSION_EXISTS,
          "UpdateNoSourceError", Kind.NO_VERSION_EXISTS,
          "HigherVersionExistsError", Kind.HIGHER_VERSION_EXISTS,
          "VersionAlreadyExistsError", Kind.VERSION_ALREADY_EXISTS,
          "DanglingHybridStorePointerError", Kind.DANGLING_HYBRID_STORE_POINTER,
          "MaximaReadError", Kind.MAXIMA_READ,
          "StoreReadError", Kind.MAXIMA_READ,
          "UpdateReadError", Kind.MAXIMA_READ,
          "StoreWriteError", Kind.STORE_WRITE,
          "UpdateWriteError", Kind.STORE_WRITE);

  @ParameterizedTest
  @EnumSource
  void theModelDoesWhatTheClientDoes(Variant variant) {
    compare(variant, 2);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("attack")
  void theModelDoesWhatTheClientDoesForLong(Variant variant) {
    compare(variant, 40);
  }

  private static void compare(Variant variant, int histories) {
    long seed = Long.getLong("vhs.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int history = 0; history < histories; history++) {
      try (SharedStore modelled = SharedStore.create(variant);
          SharedStore real = SharedStore.create(variant)) {
        Texts model =
            Texts.of(new ScalaClient(modelled.backend(), new TableWriter(modelled, variant)));
        Texts client = Texts.of(real.scalaTexts());
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
          Step step = step(random);
          steps.add(step.name());
          assertThat(outcome(step, modelled, model))
              .as("%s; replay with -Dvhs.seed=%d", steps, seed)
              .isEqualTo(outcome(step, real, client));
        }
      }
    }
  }

  /** An operation on a table, for either of the two. */
  private record Step(String name, BiFunction<SharedStore, Texts, Object> action) {}

  private static Step step(Random random) {
    String id = IDS.get(random.nextInt(IDS.size()));
    int version = random.nextInt(VERSIONS);
    String text = random.nextBoolean() ? "x" : "y";
    return switch (random.nextInt(10)) {
      case 0 ->
          new Step("init(%s, %s)".formatted(id, text), (shared, texts) -> texts.init(id, text));
      case 1, 2 ->
          new Step(
              "put(%s, %d, %s)".formatted(id, version, text),
              (shared, texts) -> texts.put(id, version, text));
      case 3, 4 ->
          new Step(
              "putLatest(%s, %s)".formatted(id, text),
              (shared, texts) -> texts.putLatest(id, text));
      case 5 ->
          new Step("update(%s, %s)".formatted(id, text), (shared, texts) -> texts.append(id, text));
      case 6 -> new Step("getLatest(%s)".formatted(id), (shared, texts) -> texts.getLatest(id));
      case 7 ->
          new Step("get(%s, %d)".formatted(id, version), (shared, texts) -> texts.get(id, version));
      case 8 ->
          new Step("lose the newest object of " + id, (shared, texts) -> loseNewest(shared, id));
      default ->
          new Step(
              "put %s v%d without payload".formatted(id, version),
              (shared, texts) -> {
                shared.putItem(Items.empty(id, version));
                return "";
              });
    };
  }

  private static String loseNewest(SharedStore shared, String id) {
    List<Map<String, AttributeValue>> items = shared.items(id);
    if (!items.isEmpty() && items.get(items.size() - 1).containsKey("payload")) {
      shared.deleteObject(Items.key(items.get(items.size() - 1)));
    }
    return "";
  }

  /** Returns the answer of a client, and the state of table and bucket after it. */
  private static String outcome(Step step, SharedStore shared, Texts texts) {
    StringBuilder outcome = new StringBuilder();
    try {
      outcome.append(step.action().apply(shared, texts));
    } catch (ScalaFailure e) {
      outcome.append(Objects.requireNonNull(KINDS.get(e.name()), e.name()));
    } catch (ScalaClient.Failed e) {
      outcome.append(e.kind());
    }
    for (String id : IDS) {
      outcome.append("; ").append(id);
      for (Map<String, AttributeValue> item : shared.items(id)) {
        outcome.append(" v").append(Items.version(item));
        outcome.append(item.containsKey("payload") ? "" : " (no payload)");
      }
    }
    return outcome.append("; ").append(shared.keys().size()).append(" objects").toString();
  }
}
