package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on a store that the Scala client shares, and the way out of it. */
class SharedStoreTest {
  private static final String LARGE = "x".repeat(10_000);

  private final Cli from = Cli.onMemory();
  private final Cli to = Cli.onMemory();
  private final ScalaTable table = new ScalaTable(from.store());

  private Cli.Ran copy(Cli source, Cli target) {
    return Cli.onMemory().run("copy", "--from", source.store(), "--to", target.store());
  }

  @Test
  void copyKeepsVersionsAndOrder() {
    table.put("a", 0, "zero").put("a", 1, LARGE).put("a", 7, "seven").put("b//c", 3, "three");
    from.put("a", "eight, by us", "--meta", "k=v");
    assertThat(copy(from, to).isOk().out()).startsWith("2 ids: copied 5 versions (9.8 KiB)");
    assertThat(to.ok("history", "a", "--json").json())
        .extracting(line -> line.get("version").asLong())
        .containsExactly(8L, 7L, 1L, 0L);
    assertThat(to.ok("get", "a", "--version", "1").out()).isEqualTo(LARGE);
    assertThat(to.ok("get", "a", "--version", "7").out()).isEqualTo("seven");
    assertThat(to.ok("get", "b//c").out()).isEqualTo("three");
    JsonNode newest = to.ok("info", "a", "--json").json().get(0);
    assertThat(newest.get("metadata").get("k").asText()).isEqualTo("v");
    assertThat(to.ok("info", "a", "--version", "0", "--json").json().get(0).get("sha256").asText())
        .hasSize(64);
    assertThat(to.ok("verify", "--deep").out()).contains("no problems");
    assertThat(to.ok("stats", "--json").json().get(0).get("compatibility").asText())
        .isEqualTo("native");
    assertThat(to.put("a", "nine").out()).startsWith("a v9");
  }

  @Test
  void aCopyIsGoneOnWithAndComparesValuesWithoutChecksums() {
    table.put("a", 0, "zero").put("b", 0, "zero");
    copy(from, to).isOk();
    table.put("a", 1, "one");
    assertThat(copy(from, to).isOk().out())
        .contains("copied 1 version ")
        .contains("already there 2");
    table.put("b", 1, "one");
    to.put("b", "another one");
    Cli.Ran ran = copy(from, to);
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("b: v1 in " + to.store() + " is another value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?variant=single"})
  void aSingleVersionTableIsCopiedAtItsVersion(String variant) {
    Cli single = Cli.onSingle();
    Cli target = Cli.on(to.store() + variant);
    new ScalaTable(single.store()).put("a", 0, "zero").put("a", 5, "five");
    copy(single, target).isOk();
    assertThat(target.ok("history", "a").lines()).singleElement().asString().startsWith("v5");
    assertThat(target.ok("get", "a").out()).isEqualTo("five");
  }

  @Test
  void copyIntoASharedStoreLeavesDeletionsOut() {
    from.put("a", "zero");
    from.put("a", LARGE);
    from.put("b", "zero");
    from.ok("rm", "b");
    Cli shared = Cli.on(to.store() + "?compatibility=scala");
    Cli.Ran ran = copy(from, shared);
    assertThat(ran.exitCode()).isEqualTo(8);
    assertThat(ran.err()).contains("b: delete is not done").contains("Scala client");
    assertThat(shared.ok("history", "a").lines()).hasSize(2);
    assertThat(shared.ok("stats", "--json").json().get(0).get("inline").asLong()).isZero();
  }

  @Test
  void commandsTellTheFormatAndRefuseWhatItCantHold() {
    table.put("a", 0, "zero");
    assertThat(from.ok("stats").out()).contains("compatibility   scala\n");
    from.run("gc").failed(8, "was not adopted", "vhs adopt");
    assertThat(from.ok("adopt").out()).contains(": adopted as shared multi-version-store ");
    JsonNode adopted = from.ok("adopt", "--json").json().get(0);
    assertThat(adopted.get("compatibility").asText()).isEqualTo("scala");
    assertThat(adopted.get("grace").asText()).isEqualTo("PT24H");
    assertThat(from.ok("gc").out()).startsWith("deleted 0 objects of 1 ");
    from.run("rm", "a").failed(8, "delete is not possible", "vhs copy");
    from.run("purge", "a", "--yes").failed(8, "purge is not possible", "vhs copy");
    from.run("put", "a/../b", "pom.xml").failed(2, "Scala client forbids");
    Cli.on(from.store() + "?compatibility=native")
        .run("put", "a", "pom.xml")
        .failed(8, "is not native", "vhs copy");
    Cli.on(from.store() + "?compatibility=java").run("ls").failed(2, "'native' or 'scala'");
    to.put("x", "native");
    Cli.on(to.store() + "?compatibility=scala").run("put", "x", "pom.xml").failed(8, "is native");
  }

  @Test
  void anEmptyStoreIsSharedIfItsUriSaysSo() {
    Cli shared = Cli.on(to.store() + "?compatibility=scala");
    shared.put("a/b", "small");
    JsonNode facts = shared.ok("info", "a/b", "--json").json().get(0);
    assertThat(facts.get("location").get("key").asText()).matches("a/b/0/[-0-9a-f]{36}\\.json");
    assertThat(to.ok("stats", "--json").json().get(0).get("compatibility").asText())
        .isEqualTo("scala");
    assertThat(List.of(to.put("a/b", "more").out())).first().asString().startsWith("a/b v1");
  }
}
