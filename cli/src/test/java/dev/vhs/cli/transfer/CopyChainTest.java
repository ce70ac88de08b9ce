package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Vhs;
import dev.vhs.cli.Cli;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Progress;
import dev.vhs.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copy of a chain whose bytes or facts are not what they should be. */
class CopyChainTest {
  private final String target = "memory:" + UUID.randomUUID();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** One version that says that it is one text, and has another. */
  private record Damaged(String said, String sent) implements Chain {
    @Override
    public String id() {
      return "a";
    }

    @Override
    public Stream<CopiedVersion> history() {
      return Stream.of(version(0));
    }

    @Override
    public CopiedVersion version(long version) {
      String sha256 = Digests.hex(digest(said));
      return new CopiedVersion(version, false, said.length(), sha256, null, null, Map.of());
    }

    private static MessageDigest digest(String text) {
      MessageDigest digest = Digests.sha256();
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      return digest;
    }

    @Override
    public void requireSound(long version) {}

    @Override
    public InputStream open(long version) {
      return new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8));
    }
  }

  private int copy(Chain chain) {
    Shell shell =
        Shell.of(
            new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), err, Map.of(), "");
    try (Vhs vhs = Vhs.open(target);
        Progress progress = Progress.of(shell, "copy")) {
      Tally tally = new Tally("vhs copy", new Globals(), progress);
      new CopyChain(vhs, tally).copy(chain);
      return tally.exitCode();
    }
  }

  /** Equal sizes prove nothing. */
  @ParameterizedTest
  @ValueSource(ints = {5, 100_000})
  void bytesThatChangeOnTheirWayAreFound(int length) {
    Chain chain = new Damaged("a".repeat(length), "b".repeat(length));
    assertThat(copy(chain)).isEqualTo(6);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("vhs copy: a: v0 was damaged on its way", "has other bytes");
  }

  @Test
  void bytesThatEndEarlyAreNotStored() {
    int exitCode = copy(new Damaged("a".repeat(100_000), "a".repeat(99_999)));
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("should have 100000 bytes");
    Cli.on(target).run("get", "a").failed(3);
  }

  @Test
  void anotherValueOfTheSameSizeIsInTheWay() {
    Cli.on(target).put("a", "other");
    assertThat(copy(new Damaged("value", "value"))).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("is another value");
    assertThat(Cli.on(target).ok("get", "a").out()).isEqualTo("other");
  }

  @Test
  void whatIsSoundIsCopied() {
    assertThat(copy(new Damaged("value", "value"))).isZero();
    assertThat(Cli.on(target).ok("get", "a").out()).isEqualTo("value");
  }
}
