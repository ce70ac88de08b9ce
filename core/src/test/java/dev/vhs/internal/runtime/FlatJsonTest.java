package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
  @Test
  void whatIsWrittenIsRead() {
    Map<String, String> members =
        Map.of(
            "index",
            "arn:aws:dynamodb:eu-west-1:1:table/t 2026-01-01",
            "identity",
            "",
            "format",
            "1");
    assertThat(FlatJson.read(FlatJson.write(members))).isEqualTo(members);
    assertThat(FlatJson.read("{\"a\":\"b\",\"c\" : \"d\"}")).containsEntry("c", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"a\":1}",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"x}",
        "{\"a\":\"\\u0041\"}",
        "x{\"a\":\"b\"}"
      })
  void anythingElseIsRefused(String json) {
    assertThatThrownBy(() -> FlatJson.read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextThatNeedsEscapingIsRefused() {
    assertThatThrownBy(() -> FlatJson.write(Map.of("a", "\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
