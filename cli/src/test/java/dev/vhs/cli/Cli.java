package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vhs.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs the command in this process. */
public final class Cli {
  private final Map<String, String> env = new HashMap<>();
  private String terminals = "";

  private Cli() {}

  /** Returns a command on the store that {@code VHS_STORE} names. */
  public static Cli on(String store) {
    return new Cli().env("VHS_STORE", store);
  }

  /** Returns a command on a fresh store in memory that keeps every version. */
  public static Cli onMemory() {
    return on("memory:" + UUID.randomUUID());
  }

  /** Returns a command on a fresh store in memory that keeps the newest version only. */
  public static Cli onSingle() {
    return on("memory:" + UUID.randomUUID() + "?variant=single");
  }

  public Cli env(String name, String value) {
    env.put(name, value);
    return this;
  }

  /** Lets those streams appear as terminals. */
  public Cli onTerminal(String digits) {
    terminals = digits;
    return this;
  }

  public String store() {
    return env.get("VHS_STORE");
  }

  public Ran run(String... args) {
    return runWith(new byte[0], args);
  }

  /** Runs with text on standard input. */
  public Ran runWith(String in, String... args) {
    return runWith(in.getBytes(StandardCharsets.UTF_8), args);
  }

  public Ran runWith(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(args, Shell.of(new ByteArrayInputStream(in), out, err, env, terminals));
    return new Ran(exitCode, out, err.toString(StandardCharsets.UTF_8));
  }

  /** Runs what must go well. */
  public Ran ok(String... args) {
    return run(args).isOk();
  }

  /**
   * Returns the history of an id without the members that differ in a copy: the location of the
   * bytes, and the time of the commit.
   */
  public List<JsonNode> history(String id) {
    List<JsonNode> lines = ok("history", id, "--json").json();
    lines.forEach(line -> ((ObjectNode) line).remove(List.of("location", "committedAt")));
    return lines;
  }

  /** Stores text. */
  public Ran put(String id, String text, String... more) {
    String[] args = Arrays.copyOf(new String[] {"put", id, "-"}, 3 + more.length);
    System.arraycopy(more, 0, args, 3, more.length);
    return runWith(text, args);
  }

  /** The result of a run. */
  public record Ran(int exitCode, ByteArrayOutputStream written, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Ran isOk() {
      assertThat(err).isEmpty();
      assertThat(exitCode).isZero();
      return this;
    }

    /** Checks that it failed with that code and one line on standard error that says that. */
    public Ran failed(int code, String... says) {
      assertThat(exitCode).as(err).isEqualTo(code);
      assertThat(err.lines()).as(err).hasSize(1);
      assertThat(err).startsWith("vhs");
      for (String each : says) {
        assertThat(err).contains(each);
      }
      return this;
    }

    public byte[] bytes() {
      return written.toByteArray();
    }

    public String out() {
      return written.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
      return out().lines().toList();
    }

    /** Returns standard output as JSON, an object a line. */
    public List<JsonNode> json() {
      return lines().stream().map(Ran::parse).toList();
    }

    public static JsonNode parse(String line) {
      try {
        return JSON.readTree(line);
      } catch (IOException e) {
        throw new UncheckedIOException(line, e);
      }
    }
  }
}
