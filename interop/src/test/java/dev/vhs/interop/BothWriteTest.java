package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both clients write the same ids at once. */
class BothWriteTest {
  private static final int WRITERS = 3;
  private static final int WRITES = 6;
  private static final List<String> IDS = List.of("a", "b/c");

  /** The values of acknowledged writes, by version. */
  private final Map<String, Map<Long, String>> acknowledged =
      Map.of("a", new ConcurrentSkipListMap<>(), "b/c", new ConcurrentSkipListMap<>());

  @ParameterizedTest
  @EnumSource
  void noWriteIsLostAndNoVersionLeftOut(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.compatibleVhs().store(Codec.text());
      List<Runnable> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = Integer.toString(writer);
        writers.add(() -> write("ours " + name, (id, text) -> ours.putLatest(id, text).version()));
        writers.add(
            () -> write("theirs " + name, (id, text) -> Insistent.putLatest(scala, id, text)));
      }
      Together.run(writers);
      for (String id : IDS) {
        check(shared, variant, id);
      }
    }
  }

  private void write(String name, BiFunction<String, String, Long> putLatest) {
    for (int write = 0; write < WRITES; write++) {
      String id = IDS.get(ThreadLocalRandom.current().nextInt(IDS.size()));
      String text = name + "." + write;
      long before = acknowledged.get(id).keySet().stream().reduce(-1L, Math::max);
      long version = putLatest.apply(id, text);
      assertThat(version).as("versions stay in order").isGreaterThan(before);
      assertThat(acknowledged.get(id).put(version, text)).as("v" + version + " of " + id).isNull();
    }
  }

  private void check(SharedStore shared, Variant variant, String id) {
    Map<Long, String> writes = acknowledged.get(id);
    List<Long> versions = LongStream.range(0, writes.size()).boxed().toList();
    assertThat(writes.keySet()).containsExactlyElementsOf(versions);
    VersionedStore<String> ours = shared.vhs().store(Codec.text());
    long newest = writes.size() - 1L;
    assertThat(ours.getLatest(id).version()).isEqualTo(newest);
    assertThat(shared.scalaTexts().getLatest(id)).isEqualTo(writes.get(newest));
    if (variant == Variant.MULTI) {
      assertThat(ours.history(id).map(VersionInfo::version)).hasSize(writes.size());
      writes.forEach((version, text) -> assertThat(ours.get(id, version).value()).isEqualTo(text));
    }
  }
}
