package dev.vhs.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemUnitsTest {
  @Test
  void anItemIsAsLargeAsItsNamesAndValues() {
    assertThat(ItemUnits.bytes(Map.of("id", AttributeValue.fromS("ä1")))).isEqualTo(2 + 3);
    assertThat(
            ItemUnits.bytes(
                Map.of("value", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[100])))))
        .isEqualTo(5 + 100);
    assertThat(ItemUnits.bytes(Map.of("n", AttributeValue.fromN("1234")))).isEqualTo(1 + 3);
    assertThat(ItemUnits.bytes(Map.of("n", AttributeValue.fromN("-12345000")))).isEqualTo(1 + 5);
    assertThat(ItemUnits.bytes(Map.of("b", AttributeValue.fromBool(true)))).isEqualTo(1 + 1);
  }

  @Test
  void collectionsTakeSomethingForThemselvesAndEachPart() {
    assertThat(
            ItemUnits.bytes(
                Map.of("p", AttributeValue.fromM(Map.of("key", AttributeValue.fromS("abc"))))))
        .isEqualTo(1 + 3 + 1 + 3 + 3);
    assertThat(
            ItemUnits.bytes(Map.of("l", AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))))))
        .isEqualTo(1 + 3 + 1 + 2);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1024, 1", "1025, 2", "409600, 400"})
  void aWriteUnitIsAKilobyte(long bytes, long units) {
    assertThat(ItemUnits.ofWrite(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0, true, 1", "0, false, 0.5", "4096, true, 1", "4097, true, 2", "8193, false, 1.5"})
  void aReadUnitIsFourKilobytesAndHalfWhereEventual(long bytes, boolean consistent, double units) {
    assertThat(ItemUnits.ofRead(bytes, consistent)).isEqualTo(units);
  }
}
