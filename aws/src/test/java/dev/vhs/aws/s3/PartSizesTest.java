package dev.vhs.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartSizesTest {
  private static final long MIB = 1L << 20;
  private static final long TIB = 1L << 40;
  private static final long LEAST = 8 * MIB;

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        LEAST,
        LEAST + 1,
        80_000 * MIB,
        80_000 * MIB + 1,
        5 * TIB,
        TransferSettings.MAX_OBJECT_BYTES
      })
  void aBodyOfKnownSizeFitsIntoEqualParts(long size) {
    PartSizes sizes = PartSizes.of(OptionalLong.of(size), LEAST);
    long part = sizes.of(1);
    assertThat(part).isBetween(LEAST, TransferSettings.MAX_PART_BYTES);
    assertThat(sizes.of(TransferSettings.MAX_PARTS)).isEqualTo(part);
    assertThat(part * TransferSettings.MAX_PARTS).isGreaterThanOrEqualTo(size);
    assertThat(part)
        .as("no larger than it takes")
        .isLessThanOrEqualTo(Math.max(LEAST, size / 10_000 + 2 * MIB));
  }

  @Test
  void partsOfABodyOfUnknownSizeGrow() {
    PartSizes sizes = PartSizes.of(OptionalLong.empty(), LEAST);
    assertThat(sizes.of(1)).isEqualTo(LEAST);
    assertThat(sizes.of(500)).isEqualTo(LEAST);
    assertThat(sizes.of(501)).isEqualTo(2 * LEAST);
    long sum = 0;
    for (int number = 1; number <= TransferSettings.MAX_PARTS; number++) {
      assertThat(sizes.of(number)).isBetween(LEAST, TransferSettings.MAX_PART_BYTES);
      sum += sizes.of(number);
    }
    assertThat(sum).as("together").isGreaterThan(28 * TIB);
  }

  @Test
  void theLargestObjectIsWhatS3Says() {
    assertThat(TransferSettings.MAX_OBJECT_BYTES / (double) TIB).isBetween(48.8, 48.9);
  }
}
