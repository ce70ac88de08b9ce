package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.vhs.Codec;
import dev.vhs.JsonCodec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.List;
import kotlin.Pair;
import org.junit.jupiter.api.Test;

/**
 * Values of Kotlin as JSON. {@code Pair} is a data class, which Jackson can't make without its
 * module for Kotlin; it is enough that this is on the class path.
 */
class KotlinValuesTest {
  @Test
  void aDataClassComesBackAndIgnoresWhatALaterReleaseAdds() {
    try (Vhs vhs = Vhs.open("memory:")) {
      VersionedStore<Pair<String, List<Integer>>> pairs =
          vhs.store(JsonCodec.of(new TypeReference<Pair<String, List<Integer>>>() {}));
      VersionedStore<String> texts = vhs.store(Codec.text());
      Pair<String, List<Integer>> value = new Pair<>("Emma", List.of(1, 2));
      pairs.init("a", value);
      assertThat(pairs.getLatest("a").value()).isEqualTo(value);
      assertThat(texts.getLatest("a").value()).isEqualTo("{\"first\":\"Emma\",\"second\":[1,2]}");
      texts.putLatest("a", "{\"first\":\"Emma\",\"second\":[1,2],\"third\":3}");
      assertThat(pairs.getLatest("a").value()).isEqualTo(value);
    }
  }
}
