package dev.vhs.local.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {
  @Test
  void itIsJson() {
    assertThat(MetadataText.write(Map.of("b", "2\"\\\n", "a", "é😀")))
        .isEqualTo("{\"a\":\"é😀\",\"b\":\"2\\\"\\\\\\u000a\"}");
  }

  @Test
  void everyTextComesBack() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      Map<String, String> members = new HashMap<>();
      for (int member = random.nextInt(4); member > 0; member--) {
        members.put(text(random), text(random));
      }
      assertThat(MetadataText.read(MetadataText.write(members))).isEqualTo(members);
    }
  }

  @Test
  void whatOthersWriteAsJsonIsRead() {
    assertThat(MetadataText.read(" { \"a\" : \"\\u00e9\\t\\/\" ,\n\"b\":\"\" } "))
        .isEqualTo(Map.of("a", "é\t/", "b", ""));
    assertThat(MetadataText.read("{ }")).isEmpty();
    assertThat(MetadataText.read("{\"a\":\"one\ntwo\tthree\"}"))
        .isEqualTo(Map.of("a", "one\ntwo\tthree"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"a\"}",
        "{\"a\":1}",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"} x",
        "{\"a\":\"b",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\",
        "null"
      })
  void whatIsNoObjectOfTextsIsRefused(String json) {
    assertThatThrownBy(() -> MetadataText.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("expected a JSON object of texts")
        .doesNotContain("\n");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(128);
            case 1 -> (char) random.nextInt(0x10000);
            case 2 -> "\"\\/{},:".charAt(random.nextInt(7));
            default -> 'a';
          });
    }
    return text.toString();
  }
}
