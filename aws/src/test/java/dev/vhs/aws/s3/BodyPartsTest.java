package dev.vhs.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodyPartsTest {
  private static final int PART = 1_000_000;
  private static final byte[] BYTES = FaultyS3.random(3 * PART);

  private List<Path> before;

  @BeforeEach
  void look() throws IOException {
    before = temporaryFiles();
  }

  static Stream<Body> bodies() {
    return Stream.of(
        Body.of(Bytes.wrap(BYTES)), sized(BYTES, BYTES.length), FaultyS3.stream(BYTES));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void partsTogetherAreTheBody(Body body) throws IOException {
    for (long memory : new long[] {0, PART + 2000, 10 * PART}) {
      MemoryBudget budget = new MemoryBudget(memory);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int count = 0;
      try (BodyParts parts = parts(body, budget)) {
        while (!parts.isExhausted()) {
          try (Part first = parts.next()) {
            // The next is read while this one is under way.
            all.write(first.open().readAllBytes());
            assertThat(first.open().readAllBytes()).as("again").hasSize((int) first.size());
            count++;
          }
        }
      }
      assertThat(all.toByteArray()).isEqualTo(BYTES);
      assertThat(count).isEqualTo(3);
      assertThat(temporaryFiles()).isEqualTo(before);
      assertThat(budget.tryTake(Math.max(0, memory - 2000))).as("all memory is free").isNotNull();
    }
  }

  @Test
  void anEmptyBodyIsOneEmptyPart() throws IOException {
    for (Body body :
        List.of(Body.of(Bytes.EMPTY), sized(new byte[0], 0), FaultyS3.stream(new byte[0]))) {
      try (BodyParts parts = parts(body, new MemoryBudget(0));
          Part only = parts.next()) {
        assertThat(only.size()).isZero();
        assertThat(parts.isExhausted()).isTrue();
      }
    }
  }

  @Test
  void partsAreHeldInMemoryAsFarAsItGoesAndThenInFiles() throws IOException {
    try (BodyParts parts = parts(FaultyS3.stream(BYTES), new MemoryBudget(PART + 2000));
        Part first = parts.next();
        Part second = parts.next()) {
      assertThat(first).isInstanceOf(Part.Buffered.class);
      assertThat(second).isInstanceOf(SpooledPart.class);
      assertThat(temporaryFiles()).hasSize(before.size() + 1);
    }
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  @Test
  void aBodyOfAnotherSizeThanItSaidIsRefused() throws IOException {
    for (int said : new int[] {0, 10, PART, 3 * PART - 1, 3 * PART + 1, 5 * PART}) {
      try (BodyParts parts = parts(sized(BYTES, said), new MemoryBudget(0))) {
        assertThatThrownBy(
                () -> {
                  while (!parts.isExhausted()) {
                    parts.next().close();
                  }
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("was to have");
      }
    }
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    IOException failure = new IOException("broken");
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw failure;
          }
        };
    for (long memory : new long[] {0, 10 * PART}) {
      MemoryBudget budget = new MemoryBudget(memory);
      InputStream stream =
          new SequenceInputStream(new ByteArrayInputStream(BYTES, 0, 10), breaking);
      try (BodyParts parts = parts(body(stream, OptionalLong.empty()), budget)) {
        assertThatThrownBy(parts::next).isSameAs(failure);
      }
      assertThat(temporaryFiles()).isEqualTo(before);
      assertThat(budget.tryTake(memory)).isNotNull();
    }
  }

  private static BodyParts parts(Body body, MemoryBudget memory) throws IOException {
    return BodyParts.open(FaultyS3.upload(body, false), PART, memory);
  }

  private static Body sized(byte[] bytes, long said) {
    return body(new ByteArrayInputStream(bytes), OptionalLong.of(said));
  }

  private static Body body(InputStream stream, OptionalLong size) {
    return new Body() {
      @Override
      public OptionalLong size() {
        return size;
      }

      @Override
      public boolean isReplayable() {
        return false;
      }

      @Override
      public InputStream open() throws IOException {
        if (stream.markSupported()) {
          stream.reset();
        }
        return stream;
      }
    };
  }

  private static List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(SpooledPart.PREFIX))
          .toList();
    }
  }
}
