package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.ReadInterrupted;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingInputStreamTest {
  private static Row row(byte[] value) {
    Content content =
        Content.builder(value.length, Digests.hex(Digests.sha256(value)), "x/y").build();
    return Row.pointer("a", 0, new Location("", "k"), content, new UUID(1, 1), Instant.EPOCH);
  }

  private static InputStream over(byte[] written, InputStream stored) {
    Row row = row(written);
    return new VerifyingInputStream(stored, row, Objects.requireNonNull(row.content()));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void wholeValuesPass(int size) throws IOException {
    byte[] value = random(size);
    assertThat(over(value, new ByteArrayInputStream(value)).readAllBytes()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_536, 131_072, 200_000})
  void theLastByteOfAWrongValueIsNeverHandedOut(int size) {
    byte[] value = random(size);
    byte[] wrong = value.clone();
    wrong[size - 1] ^= 1;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    InputStream stream = over(value, new ByteArrayInputStream(wrong));

    assertThatThrownBy(() -> stream.transferTo(seen)).isInstanceOf(CorruptValue.class);
    assertThat(seen.size()).isLessThan(size);
    assertThatThrownBy(stream::read).isInstanceOf(CorruptValue.class);
  }

  @Test
  void valuesThatAreTooShortOrTooLongAreCorrupt() {
    byte[] value = random(100_000);
    assertThatThrownBy(() -> over(value, new ByteArrayInputStream(value, 0, 99_999)).readAllBytes())
        .isInstanceOf(CorruptValue.class);
    byte[] longer = Arrays.copyOf(value, 100_001);
    assertThatThrownBy(() -> over(value, new ByteArrayInputStream(longer)).readAllBytes())
        .isInstanceOf(CorruptValue.class);
  }

  @Test
  void aStreamThatBreaksOffIsInterrupted() {
    byte[] value = random(100_000);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(value, 0, 70_000),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("reset");
              }
            });
    assertThatThrownBy(() -> over(value, broken).readAllBytes())
        .isInstanceOf(ReadInterrupted.class)
        .hasMessageContaining("reset");
  }
}
