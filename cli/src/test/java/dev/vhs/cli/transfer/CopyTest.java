package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.Cli;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyTest {
  private static final String LARGE = "x".repeat(10_000);

  private final Cli from = Cli.onMemory();
  private final Cli to = Cli.onMemory();

  private Cli.Ran copy(String... more) {
    List<String> args =
        new java.util.ArrayList<>(List.of("copy", "--from", from.store(), "--to", to.store()));
    args.addAll(List.of(more));
    return Cli.onMemory().run(args.toArray(new String[0]));
  }

  @Test
  void copiesEveryVersionAsItIs() {
    from.put("a", "0", "--meta", "k=v", "--content-type", "text/plain");
    from.put("a", LARGE);
    from.put("a", "5", "--version", "5");
    from.ok("rm", "a");
    from.put("a", "7");
    from.put("b", "b");
    from.ok("rm", "b");
    assertThat(copy().isOk().out())
        .startsWith("2 ids: copied 5 versions (9.8 KiB) and 2 deletions");
    assertThat(to.history("a")).isEqualTo(from.history("a")).hasSize(5);
    assertThat(to.history("b")).isEqualTo(from.history("b"));
    assertThat(to.ok("get", "a", "--version", "1").out()).isEqualTo(LARGE);
    assertThat(to.ok("verify", "--deep").out()).contains("no problems");
  }

  @Test
  void whatIsThereIsComparedAndLeftAlone() {
    from.put("a", "0");
    copy().isOk();
    from.put("a", "1");
    from.ok("rm", "a");
    JsonNode json = copy("--json").isOk().json().get(0);
    assertThat(json.get("copied").asLong()).isEqualTo(1);
    assertThat(json.get("deletions").asLong()).isEqualTo(1);
    assertThat(json.get("unchanged").asLong()).isEqualTo(1);
    assertThat(to.history("a")).isEqualTo(from.history("a"));
  }

  @Test
  void deletionsKeepTheirVersionsWhateverLiesBelow() {
    from.put("purged", LARGE);
    from.put("purged", LARGE);
    from.ok("purge", "purged", "--yes");
    from.put("pruned", "0");
    from.put("pruned", "1");
    from.ok("rm", "pruned");
    from.put("pruned", "3");
    from.ok("prune", "pruned", "--keep", "1");
    from.ok("rm", "pruned");
    copy().isOk();
    assertThat(to.history("purged")).isEqualTo(from.history("purged")).hasSize(1);
    assertThat(to.history("pruned")).isEqualTo(from.history("pruned"));
    assertThat(to.put("purged", "next").out()).startsWith("purged v3");
  }

  @Test
  void anotherValueInTheWayIsAConflict() {
    from.put("a", "0");
    to.put("a", "other");
    from.put("b", "fine");
    Cli.Ran ran = copy();
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("vhs copy: a: v0 in " + to.store() + " is another value");
    assertThat(ran.out()).contains("copied 1 version ").contains("failed 1");
    assertThat(to.ok("get", "a").out()).isEqualTo("other");
    assertThat(to.ok("get", "b").out()).isEqualTo("fine");
  }

  @Test
  void otherMetadataAreAConflictToo() {
    from.put("a", "0", "--meta", "k=v");
    to.put("a", "0");
    assertThat(copy().exitCode()).isEqualTo(4);
  }

  @Test
  void aDestinationThatIsAheadIsAConflict() {
    from.put("a", "0");
    copy().isOk();
    to.put("a", "1");
    assertThat(copy().exitCode()).isEqualTo(4);
    from.put("b", "0");
    from.put("b", "1");
    to.put("b", "1", "--version", "1");
    Cli.Ran ran = copy();
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.err()).contains("b: v1 in " + to.store() + " exists, but v0 below it does not");
  }

  @Test
  void aSingleVersionStoreTakesTheNewest() {
    Cli single = Cli.onSingle();
    from.put("a", "0");
    from.put("a", "1");
    from.put("gone", "x");
    from.ok("rm", "gone");
    String[] args = {"copy", "--from", from.store(), "--to", single.store()};
    assertThat(from.env("VHS_STORE", from.store()).ok(args).out())
        .startsWith("2 ids: copied 1 version");
    assertThat(single.ok("get", "a").out()).isEqualTo("1");
    assertThat(single.ok("info", "a", "--json").json().get(0).get("version").asLong()).isEqualTo(1);
    single.run("get", "gone").failed(3);
    from.put("a", "2");
    from.ok(args);
    assertThat(single.ok("get", "a").out()).isEqualTo("2");
    String[] back = {"copy", "--from", single.store(), "--to", to.store()};
    assertThat(from.ok(back).out()).startsWith("2 ids: copied 1 version");
    assertThat(to.ok("history", "a").lines()).singleElement().asString().startsWith("v2");
  }

  @Test
  void onlyIdsWithThePrefix() {
    from.put("a/1", "1");
    from.put("b/1", "2");
    copy("--prefix", "a/").isOk();
    assertThat(to.ok("ls").lines()).hasSize(1);
  }

  @Test
  void wrongUsage() {
    from.run("copy", "--from", "memory:a").failed(2, "--to");
    from.run("copy", "--from", "memory:a", "--to", "memory:a").failed(2, "same store");
    from.run("copy", "--from", "file:x", "--to", "file:./y/../x").failed(2, "same store");
    from.run("copy", "--from", "memory:a", "--to", "memory:b", "--store", "memory:c")
        .failed(2, "--store");
    copy().failed(3, "There is no store " + from.store());
  }

  @Test
  void aStoreThatRefusesEndsTheWork() {
    from.put("a", "0");
    from.put("b", "0");
    Cli.Ran ran = from.run("copy", "--from", from.store(), "--to", "faulty:denied");
    ran.failed(8, "You may not read");
  }
}
