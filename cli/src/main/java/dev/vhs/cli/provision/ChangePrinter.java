package dev.vhs.cli.provision;

import dev.vhs.cli.shell.Amounts;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Json;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.Report;
import dev.vhs.cli.shell.Shell;
import dev.vhs.provision.Change;
import dev.vhs.provision.StoreDefinition;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A printer for the changes of provisioning, as they are made, and for the result. */
final class ChangePrinter {
  private static final int WIDTH = 27;

  private final StoreDefinition store;
  private final Globals globals;
  private final Shell shell;
  private final Map<Change.Kind, Long> counts = new EnumMap<>(Change.Kind.class);
  private long drift;
  private long done;

  ChangePrinter(StoreDefinition store, Globals globals, Shell shell) {
    this.store = store;
    this.globals = globals;
    this.shell = shell;
  }

  void print(Change change) {
    counts.merge(change.kind(), 1L, Long::sum);
    drift += change.isDrift() ? 1 : 0;
    done += change.done() ? 1 : 0;
    shell.out().line(globals.json ? json(change) : line(change));
    shell.out().flush();
  }

  private static String json(Change change) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("change", change.kind().text());
    members.put("what", change.what());
    if (!change.actual().isEmpty()) {
      members.put("actual", change.actual());
    }
    if (!change.wanted().isEmpty()) {
      members.put("wanted", change.wanted());
    }
    members.put("done", change.done());
    return Json.line(members);
  }

  private String line(Change change) {
    String what = Printable.padded(change.what() + " ", WIDTH);
    String text =
        switch (change.kind()) {
          case CREATE -> "+ " + change.what();
          case REMOVE -> "- " + change.what();
          case SET -> "    " + what + change.wanted();
          case CHANGE ->
              "~ "
                  + what
                  + change.actual()
                  + (change.done() ? ", now " : ", wanted ")
                  + change.wanted();
          case DIFFERS ->
              "! "
                  + what
                  + change.actual()
                  + ", wanted "
                  + change.wanted()
                  + ", but it can't be changed";
          case UNKNOWN -> "? " + what + change.actual();
        };
    return Printable.line(text);
  }

  /** Prints the result, and returns the exit code. */
  int finish(boolean destroyed) {
    new Report()
        .with("store", store.name())
        .with("table", store.tableName())
        .with("bucket", store.bucketName())
        .with("created", count(Change.Kind.CREATE))
        .with("changed", count(Change.Kind.CHANGE))
        .with("removed", count(Change.Kind.REMOVE))
        .with("different", drift)
        .with("done", done > 0)
        .print(shell, globals, sentence(destroyed));
    return drift == 0 ? 0 : Failure.CONFLICT;
  }

  private long count(Change.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  private String sentence(boolean destroyed) {
    if (destroyed) {
      return count(Change.Kind.REMOVE) == 0
          ? store.name() + " does not exist, so there is nothing to remove"
          : done > 0 ? store.name() + " is removed" : "Nothing was removed: this is a plan";
    }
    if (drift > 0) {
      return "%s: %s. --apply changes what can be changed"
          .formatted(store.name(), Amounts.count(drift, "difference"));
    }
    if (count(Change.Kind.CREATE) > 0 && done == 0) {
      return "Nothing was made: this is a plan";
    }
    return "%s is as defined. Use it with --store aws:%s/%s"
        .formatted(store.name(), store.tableName(), store.bucketName());
  }
}
