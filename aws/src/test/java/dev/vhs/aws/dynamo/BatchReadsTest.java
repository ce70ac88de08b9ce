package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.SamplePointers.CALL;
import static dev.vhs.aws.dynamo.SamplePointers.inline;
import static dev.vhs.aws.dynamo.SamplePointers.pointer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.AccessDenied;
import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.NoVersionExists;
import dev.vhs.Result;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.testkit.contract.RecordedContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchReadsTest {
  private FaultyTable table;

  @AfterEach
  void close() {
    table.close();
  }

  private Map<String, Result<Optional<Row>>> newest(String... ids) {
    return table.index().newest(Set.of(ids), Consistency.CONSISTENT, CALL);
  }

  /** Answers as if all keys but one had been left for lack of capacity. */
  private FaultyHttp.Fault leaving(String... ids) {
    String keys =
        Set.of(ids).stream()
            .map(id -> "{\"id\": {\"S\": \"%s\"}}".formatted(id))
            .collect(Collectors.joining(", "));
    return send ->
        FaultyHttp.answer(
            200,
            """
            {"Responses": {}, "UnprocessedKeys":
              {"%s": {"ConsistentRead": true, "Keys": [%s]}}}"""
                .formatted(table.name(), keys));
  }

  @Test
  void keysThatWereLeftAreAskedForAgain() {
    table = FaultyTable.of(Variant.SINGLE);
    Row one = pointer("one", 0);
    Row two = inline("two", 0, 30);
    table.given(one, two);
    table.http().next(leaving("one", "two", "never"), leaving("one", "two"));
    RecordedContext call = new RecordedContext();
    Map<String, Result<Optional<Row>>> rows =
        table.index().newest(Set.of("one", "two", "never"), Consistency.CONSISTENT, call);
    assertThat(rows.get("one").get()).contains(one);
    assertThat(rows.get("two").get()).contains(two);
    assertThat(rows.get("never").get()).isEmpty();
    assertThat(call.requests()).isEqualTo(3);
    assertThat(call.retries()).isEqualTo(2);
    assertThat(call.bytes()).isEqualTo(30);
    List<FaultyHttp.Sent> sent = table.http().sent();
    assertThat(sent.get(2).body()).contains("\"one\"").doesNotContain("\"never\"");
    assertThat(sent).allMatch(each -> each.body().contains("\"ConsistentRead\":true"));
  }

  @Test
  void keysThatStayUnprocessedAreNotAbsent() {
    table = FaultyTable.of(Variant.SINGLE);
    table.given(pointer("one", 0));
    table.http().next(leaving("one")).always(leaving("one"));
    Map<String, Result<Optional<Row>>> rows = newest("one", "never");
    assertThat(rows.get("never").get()).isEmpty();
    assertThat(rows.get("one").failure())
        .get()
        .isInstanceOf(StoreUnavailable.class)
        .asString()
        .contains("unprocessed");
  }

  @Test
  void aRefusalIsTheFailureOfEachId() {
    table = FaultyTable.of(Variant.SINGLE);
    table.http().always(FaultyHttp.error(400, "AccessDeniedException"));
    Map<String, Result<Optional<Row>>> rows = newest("one", "two");
    assertThat(rows).hasSize(2);
    assertThat(rows.values())
        .allSatisfy(
            row ->
                assertThat(row.failure())
                    .get()
                    .isInstanceOf(AccessDenied.class)
                    .asString()
                    .contains("dynamodb:BatchGetItem"));
  }

  @Test
  void aDamagedItemIsTheFailureOfItsIdAlone() {
    table = FaultyTable.of(Variant.SINGLE);
    Row sound = pointer("sound", 0);
    table.given(sound);
    new DynamoForeignWriter(table.sound(), table.name(), Variant.SINGLE)
        .put(Map.of("id", DynamoForeignWriter.text("damaged")));
    Map<String, Result<Optional<Row>>> rows = newest("sound", "damaged");
    assertThat(rows.get("sound").get()).contains(sound);
    assertThat(rows.get("damaged").failure()).containsInstanceOf(CorruptValue.class);
  }

  /** "getAll of newest versions is one query per id …, BatchGetItem in the single-version one." */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void aStoreReadsManyIdsSo(Variant variant) {
    table = FaultyTable.of(variant);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < 230; i++) {
      values.put("id" + i, "value " + i);
    }
    try (Vhs vhs =
        Vhs.builder(
                new Backend(
                    table.index(),
                    new MemoryObjectStore("bucket", InstantSource.system()),
                    "",
                    "test"))
            .open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.putAll(values).values().forEach(Result::get);
      store.delete("id7");
      List<String> ids = new ArrayList<>(values.keySet());
      ids.add("never");
      ids.add("not\u0000an id");
      table.http().sent();
      Map<String, Result<Versioned<String>>> read = store.getAll(ids);
      assertThat(read.keySet()).containsExactlyElementsOf(ids);
      Map<String, Long> requests =
          table.http().sent().stream()
              .collect(Collectors.groupingBy(FaultyHttp.Sent::operation, Collectors.counting()));
      assertThat(requests)
          .isEqualTo(
              variant == Variant.SINGLE ? Map.of("BatchGetItem", 3L) : Map.of("Query", 231L));
      assertThat(read.get("id7").failure()).containsInstanceOf(NoVersionExists.class);
      assertThat(read.get("never").failure()).containsInstanceOf(NoVersionExists.class);
      assertThat(read.get("not\u0000an id").failure()).isPresent();
      assertThat(read.get("id229").get().value()).isEqualTo("value 229");
      assertThat(read.get("id229").get().info().version()).isZero();
    }
  }
}
