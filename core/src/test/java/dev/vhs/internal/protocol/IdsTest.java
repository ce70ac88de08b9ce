package dev.vhs.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidId;
import dev.vhs.spi.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void anyTextOfUpTo1024BytesIsAnId() {
    for (String id : List.of("a", " ", "..", "a/b", "😀", "é".repeat(512), "x".repeat(1024))) {
      assertThat(Ids.check(id)).isEqualTo(id);
    }
  }

  @Test
  void whatIsNoIdIsRefusedWithTheReason() {
    assertThatThrownBy(() -> Ids.check("")).isInstanceOf(InvalidId.class);
    assertThatThrownBy(() -> Ids.check("a\nb"))
        .isInstanceOf(InvalidId.class)
        .hasMessageContaining("U+000A at position 1");
    assertThatThrownBy(() -> Ids.check("a\u0085")).isInstanceOf(InvalidId.class);
    assertThatThrownBy(() -> Ids.check("a\uD800b"))
        .isInstanceOf(InvalidId.class)
        .hasMessageContaining("U+D800) at position 1");
    assertThatThrownBy(() -> Ids.check("é".repeat(513)))
        .isInstanceOf(InvalidId.class)
        .hasMessageContaining("1026 bytes");
    assertThatThrownBy(() -> Ids.check(Row.STORE_ID)).isInstanceOf(InvalidId.class);
  }

  @Test
  void theMessageHasNoControlCharacters() {
    assertThatThrownBy(() -> Ids.check("a\u001B[31m")).hasMessageNotContaining("\u001B");
  }
}
