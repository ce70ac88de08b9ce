package dev.vhs.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUriTest {
  @Test
  void aUriIsTakenApart() {
    StoreUri uri = StoreUri.parse("file:some dir/x?variant=single&a=b%20c");
    assertThat(uri.scheme()).isEqualTo("file");
    assertThat(uri.rest()).isEqualTo("some dir/x");
    assertThat(uri.options()).isEqualTo(Map.of("variant", "single", "a", "b c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "nothing", "/a/b", "file:x?variant", "file:x?=1", "file:x?a=1&a=2"})
  void anythingElseIsRefused(String uri) {
    assertThatThrownBy(() -> StoreUri.parse(uri)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void compatibilityIsAnOptionOfEveryScheme() {
    try (Vhs vhs = Vhs.open("memory:?compatibility=scala&variant=single")) {
      assertThat(vhs.compatibility()).isEqualTo(Compatibility.SCALA);
      assertThat(vhs.variant()).isEqualTo(Variant.SINGLE);
      assertThat(vhs.name()).isEqualTo("memory:?compatibility=scala&variant=single");
    }
    try (Vhs vhs = Vhs.open("memory:?compatibility=native")) {
      assertThat(vhs.compatibility()).isEqualTo(Compatibility.NATIVE);
    }
    assertThatThrownBy(() -> Vhs.open("memory:?compatibility=java"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("expected native or scala")
        .hasMessageContaining("memory:?compatibility=java");
  }

  @Test
  void unknownOptionsAndSchemesAreNamed() {
    assertThatThrownBy(() -> StoreUri.parse("file:x?varaint=single").allowing(Set.of("variant")))
        .hasMessageContaining("varaint")
        .hasMessageContaining("[variant]");
    assertThatThrownBy(() -> Vhs.open("ftp:x"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("memory");
  }
}
