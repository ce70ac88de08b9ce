package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import org.junit.jupiter.api.Test;

class AwsNamesTest {
  @Test
  void aPrefixHas256BytesAtMost() {
    assertThatThrownBy(() -> AwsNames.prefix("ü".repeat(129)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("258 bytes");
    assertThat(AwsNames.prefix("ü".repeat(128))).hasSize(128);
  }
}
