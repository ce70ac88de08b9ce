package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The laws of races: "it must be safe for use by many threads, and by several processes if the
 * medium is shared". Every second racer has an opening of its own, as another process has.
 */
abstract class ObjectRaceLaws extends ObjectLaws {
  ObjectRaceLaws(ObjectStoreContract contract) {
    super(contract);
  }

  /**
   * "false only if Upload.ifAbsent() was set and an object had the key": of racers one finds it
   * absent.
   */
  @Test
  void anAbsentKeyHasExactlyOneWinner() throws IOException {
    assumeTrue(contract.ifAbsentIsAtomic(), "the service's conditional uploads race");
    ObjectStore[] openings = {open(), open()};
    for (int round = 0; round < contract.rounds(); round++) {
      String key = "race/" + round;
      List<Boolean> stored =
          Race.run(
              contract.racers(),
              racer ->
                  () ->
                      openings[racer % 2].put(
                          upload(key, Body.of(bytes("of racer " + racer)), true), CALL));
      assertThat(stored).as("round %d", round).containsOnlyOnce(true);
      assertThat(text(openings[0], key)).isEqualTo("of racer " + stored.indexOf(true));
    }
  }

  /** "No reader must ever see a part of it": of objects that replace each other neither. */
  @Test
  void readersSeeWholeObjectsOnly() {
    assumeTrue(contract.replacesAtomically(), "the emulated service tears objects");
    ObjectStore[] openings = {open(), open()};
    int size = 200_000;
    AtomicInteger writing = new AtomicInteger(2);
    List<Integer> seen =
        Race.run(
            4,
            racer ->
                () -> {
                  ObjectStore store = openings[racer % 2];
                  if (racer >= 2) {
                    return readWhile(store, size, writing);
                  }
                  try {
                    for (int round = 0; round < contract.rounds(); round++) {
                      PatternBody body = new PatternBody(size + racer, racer);
                      assertThat(store.put(upload(KEY, body, false), CALL)).isTrue();
                    }
                    return contract.rounds();
                  } finally {
                    writing.decrementAndGet();
                  }
                });
    assertThat(seen.get(2) + seen.get(3)).as("objects that were read").isPositive();
  }

  private static int readWhile(ObjectStore store, int size, AtomicInteger writing)
      throws IOException {
    Bytes[] whole = {
      Bytes.wrap(PatternBody.bytes(0, 0, size)), Bytes.wrap(PatternBody.bytes(1, 0, size + 1))
    };
    int seen = 0;
    boolean more = true;
    while (more) {
      more = writing.get() > 0;
      Bytes read = read(store, KEY);
      if (read != null) {
        assertThat(read).isIn((Object[]) whole);
        seen++;
      }
    }
    return seen;
  }

  /**
   * "Laws for every method: it must be safe for use by many threads, and by several processes if
   * the medium is shared": each finds its own objects, and a listing all of them.
   */
  @Test
  void manyWritersOfManyObjects() {
    ObjectStore[] openings = {open(), open()};
    int each = contract.rounds();
    Race.run(
        contract.racers(),
        racer ->
            () -> {
              ObjectStore store = openings[racer % 2];
              for (int i = 0; i < each; i++) {
                String key = "many/" + i + "/" + racer;
                put(store, key, key);
                assertThat(text(store, key)).isEqualTo(key);
                if (i % 2 == 1) {
                  store.delete(at(store, key), CALL);
                  assertThat(stat(store, key)).isNull();
                }
              }
              return each;
            });
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < each; i += 2) {
      for (int racer = 0; racer < contract.racers(); racer++) {
        expected.add("many/" + i + "/" + racer);
      }
    }
    expected.sort(null);
    assertThat(keys(openings[0], "many/", 50)).isEqualTo(expected);
  }
}
