package dev.vhs.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.vhs.CorruptValue;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ZstdTest {
  /** "Window limit (what our encoder writes)": a frame that asks for more memory is refused. */
  @Test
  void aFrameOfALargeWindowIsRefused() throws IOException {
    byte[] plain = new byte[3 << 20];
    new Random(1).nextBytes(plain);
    assertThat(decoded(Zstd.encode(plain, "id"), plain)).isEqualTo(plain);
    try (InputStream encoding = Zstd.encode(new ByteArrayInputStream(plain), "id")) {
      assertThat(decoded(encoding.readAllBytes(), plain)).isEqualTo(plain);
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (ZstdOutputStream large = new ZstdOutputStream(frame).setLong(27)) {
      large.write(plain);
    }
    assertThatThrownBy(() -> decoded(frame.toByteArray(), plain))
        .isInstanceOf(CorruptValue.class)
        .hasMessageContaining("memory");
  }

  private static byte[] decoded(byte[] stored, byte[] plain) throws IOException {
    Content content =
        Content.builder(plain.length, Digests.hex(Digests.sha256(plain)), "x/y")
            .storedSize(stored.length)
            .encoding(Zstd.NAME)
            .build();
    Row row = Row.inline("id", 0, Bytes.wrap(stored), content, new UUID(0, 0), Instant.EPOCH);
    try (InputStream stream = Zstd.decode(new ByteArrayInputStream(stored), row)) {
      return stream.readAllBytes();
    }
  }
}
