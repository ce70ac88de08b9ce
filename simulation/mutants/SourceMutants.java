import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The runner of the source mutants beside it; see README.md. Runs from the root of the sources. */
final class SourceMutants {
  private static final Path TABLES = Path.of("simulation/mutants");
  private static final long LIMIT_SECONDS = Long.getLong("vhs.mutants.seconds", 300);

  private static final String KILLED = "MUTANT KILLED BY ";

  /** The program that runs tests in a JVM of its own; it prints the first that fails. */
  private static final String RUNNER =
      """
      import java.util.*;
      import org.junit.platform.engine.*;
      import org.junit.platform.engine.discovery.DiscoverySelectors;
      import org.junit.platform.engine.support.descriptor.*;
      import org.junit.platform.launcher.*;
      import org.junit.platform.launcher.core.*;

      public final class MutantRunner implements TestExecutionListener {
        private int run;

        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
          if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            String where = test.getSource()
                .map(source -> source instanceof MethodSource m
                    ? m.getClassName() + "#" + m.getMethodName()
                    : source instanceof ClassSource c ? c.getClassName() : test.getDisplayName())
                .orElse(test.getDisplayName());
            System.out.println("MUTANT KILLED BY " + where);
            System.out.flush();
            Runtime.getRuntime().halt(1);
          }
          run += test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? 1 : 0;
        }

        public static void main(String[] classes) {
          List<DiscoverySelector> selectors = new ArrayList<>();
          for (String each : classes) {
            selectors.add(DiscoverySelectors.selectClass(each));
          }
          MutantRunner runner = new MutantRunner();
          LauncherFactory.create()
              .execute(
                  LauncherDiscoveryRequestBuilder.request()
                      .selectors(selectors)
                      .filters(TagFilter.excludeTags("attack"))
                      .build(),
                  runner);
          System.out.println("MUTANT SURVIVED " + runner.run + " TESTS");
          System.out.flush();
          Runtime.getRuntime().halt(runner.run == 0 ? 2 : 0);
        }
      }
      """;

  private final Path temporary;
  private final Path runner;

  private SourceMutants() throws IOException {
    temporary = Files.createTempDirectory("vhs-mutants");
    runner = Files.createDirectories(temporary.resolve("runner"));
    Path source = temporary.resolve("MutantRunner.java");
    Files.writeString(source, RUNNER);
    require(compile(List.of(source), runner, classPath("simulation")), "the runner");
  }

  /** A place of the source, and what to put there. */
  private record Change(Path file, List<String> old, List<String> replacement) {}

  /** An entry of a table. */
  private record Entry(
      String name,
      String table,
      String breaks,
      List<Change> changes,
      Map<String, List<String>> tests,
      String survives) {}

  /** What became of a mutant. */
  private enum Fate {
    KILLED,
    SURVIVED,
    EXPLAINED,
    STALE
  }

  private record Verdict(Entry entry, Fate fate, String why) {}

  public static void main(String[] names) throws Exception {
    Set<String> wanted = new LinkedHashSet<>(List.of(names));
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> tables = Files.list(TABLES)) {
      for (Path table :
          tables.filter(file -> file.toString().endsWith(".mutants")).sorted().toList()) {
        entries.addAll(read(table));
      }
    }
    if (!wanted.isEmpty()) {
      entries.removeIf(entry -> !wanted.contains(entry.name()) && !wanted.contains(entry.table()));
    }
    require(entries.isEmpty() ? "there is no such mutant" : "", String.join(" ", names));
    SourceMutants mutants = new SourceMutants();
    List<Verdict> verdicts = new ArrayList<>();
    try {
      mutants.requireSound(entries);
      for (Entry entry : entries) {
        Verdict verdict = mutants.judge(entry);
        verdicts.add(verdict);
        System.out.println(line(verdict));
      }
    } finally {
      mutants.remove();
    }
    System.exit(report(verdicts) ? 0 : 1);
  }

  private static String line(Verdict verdict) {
    return String.format("%-9s %-45s %s", verdict.fate(), verdict.entry().name(), verdict.why());
  }

  /** Prints and keeps the sums, and returns whether nothing is left to do. */
  private static boolean report(List<Verdict> verdicts) throws IOException {
    List<String> lines = new ArrayList<>(verdicts.stream().map(SourceMutants::line).toList());
    lines.add("");
    for (String table :
        verdicts.stream()
            .map(verdict -> verdict.entry().table())
            .collect(Collectors.toCollection(TreeSet::new))) {
      Map<Fate, Long> counts =
          verdicts.stream()
              .filter(verdict -> verdict.entry().table().equals(table))
              .collect(Collectors.groupingBy(Verdict::fate, Collectors.counting()));
      lines.add(
          table
              + ": made "
              + counts.values().stream().mapToLong(Long::longValue).sum()
              + ", killed "
              + counts.getOrDefault(Fate.KILLED, 0L)
              + ", survived "
              + counts.getOrDefault(Fate.SURVIVED, 0L)
              + ", survived with a reason "
              + counts.getOrDefault(Fate.EXPLAINED, 0L)
              + ", stale "
              + counts.getOrDefault(Fate.STALE, 0L));
    }
    lines.subList(verdicts.size(), lines.size()).forEach(System.out::println);
    Files.createDirectories(Path.of("simulation/target"));
    Files.write(Path.of("simulation/target/source-mutants.txt"), lines);
    return verdicts.stream()
        .allMatch(
            verdict ->
                verdict.entry().survives().isEmpty()
                    ? verdict.fate() == Fate.KILLED
                    : verdict.fate() == Fate.EXPLAINED);
  }

  private static List<Entry> read(Path table) throws IOException {
    String tableName = table.getFileName().toString().replace(".mutants", "");
    List<Entry> entries = new ArrayList<>();
    for (String text : ("\n" + Files.readString(table)).split("\n= ", -1)) {
      if (text.startsWith("\n") || text.startsWith("#")) {
        continue;
      }
      List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
      String breaks = "";
      String survives = "";
      Path file = null;
      List<Change> changes = new ArrayList<>();
      Map<String, List<String>> tests = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        if (line.startsWith("breaks: ")) {
          breaks = line.substring(8);
        } else if (line.startsWith("survives: ")) {
          survives = line.substring(10);
        } else if (line.startsWith("in: ")) {
          file = Path.of(line.substring(4));
          changes.add(new Change(file, new ArrayList<>(), new ArrayList<>()));
        } else if (line.startsWith("- ")) {
          changes.get(changes.size() - 1).old().add(line.substring(2).strip());
        } else if (line.startsWith("+ ")) {
          changes.get(changes.size() - 1).replacement().add(line.substring(2).strip());
        } else if (line.startsWith("tests: ")) {
          List<String> words = List.of(line.substring(7).split(" +", -1));
          tests
              .computeIfAbsent(words.get(0), module -> new ArrayList<>())
              .addAll(words.subList(1, words.size()));
        } else if (!line.startsWith("#")) {
          throw new IOException(table + ": '" + line + "' is not a line of an entry");
        }
      }
      entries.add(new Entry(lines.get(0), tableName, breaks, changes, tests, survives));
    }
    return entries;
  }

  /** Requires that all tests pass as long as nothing is broken. */
  private void requireSound(List<Entry> entries) throws Exception {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (Entry entry : entries) {
      entry
          .tests()
          .forEach(
              (module, classes) ->
                  all.computeIfAbsent(module, m -> new LinkedHashSet<>()).addAll(classes));
    }
    Path nothing = Files.createDirectories(temporary.resolve("nothing"));
    for (Map.Entry<String, Set<String>> tests : all.entrySet()) {
      String killer = run(tests.getKey(), List.copyOf(tests.getValue()), nothing);
      if (!killer.isEmpty()) {
        throw new IllegalStateException("without a mutant " + killer + " fails");
      }
    }
  }

  private Verdict judge(Entry entry) throws Exception {
    Path classes = Files.createTempDirectory(temporary, "classes");
    List<Path> sources = new ArrayList<>();
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Change change : entry.changes()) {
      String text = texts.get(change.file());
      String changed = changed(text == null ? Files.readString(change.file()) : text, change);
      if (changed.isEmpty()) {
        return new Verdict(entry, Fate.STALE, "its lines don't occur once in " + change.file());
      }
      texts.put(change.file(), changed);
    }
    for (Map.Entry<Path, String> each : texts.entrySet()) {
      Path source = classes.resolve("src").resolve(each.getKey());
      Files.createDirectories(source.getParent());
      Files.writeString(source, each.getValue());
      sources.add(source);
    }
    Path output = Files.createDirectories(classes.resolve("out"));
    String module = entry.changes().get(0).file().getName(0).toString();
    String messages = compile(sources, output, classPath(module));
    if (!messages.isEmpty()) {
      return new Verdict(entry, Fate.STALE, "it does not compile: " + messages);
    }
    for (Map.Entry<String, List<String>> tests : entry.tests().entrySet()) {
      String killer = run(tests.getKey(), tests.getValue(), output);
      if (!killer.isEmpty()) {
        return new Verdict(entry, Fate.KILLED, "by " + killer);
      }
    }
    return entry.survives().isEmpty()
        ? new Verdict(entry, Fate.SURVIVED, entry.breaks())
        : new Verdict(entry, Fate.EXPLAINED, entry.survives());
  }

  /** Returns the text with a change; empty where its lines don't occur exactly once. */
  private static String changed(String text, Change change) {
    List<String> lines = text.lines().toList();
    int found = -1;
    for (int at = 0; at + change.old().size() <= lines.size(); at++) {
      boolean here = true;
      for (int i = 0; i < change.old().size() && here; i++) {
        String line = lines.get(at + i).strip();
        String old = change.old().get(i);
        // The last line may be the beginning of one.
        here = i == change.old().size() - 1 && i > 0 ? line.startsWith(old) : line.equals(old);
      }
      if (here) {
        if (found >= 0) {
          return "";
        }
        found = at;
      }
    }
    if (found < 0) {
      return "";
    }
    List<String> result = new ArrayList<>(lines.subList(0, found));
    List<String> replacement = new ArrayList<>(change.replacement());
    int last = change.old().size() - 1;
    String rest = lines.get(found + last).strip().substring(change.old().get(last).length());
    replacement.set(replacement.size() - 1, replacement.get(replacement.size() - 1) + rest);
    result.addAll(replacement);
    result.addAll(lines.subList(found + change.old().size(), lines.size()));
    return String.join("\n", result) + "\n";
  }

  /** Runs tests, and returns the one that failed, or "" where none did. */
  private String run(String module, List<String> patterns, Path first) throws Exception {
    Path output = Files.createTempFile(temporary, "output", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                first + File.pathSeparator + runner + File.pathSeparator + classPath(module),
                "MutantRunner"));
    command.addAll(classes(module, patterns));
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of(module).toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "a time-out of " + LIMIT_SECONDS + " s";
    }
    String printed = Files.readString(output);
    if (process.exitValue() == 0) {
      return "";
    }
    return printed
        .lines()
        .filter(line -> line.contains(KILLED))
        .map(line -> line.substring(line.indexOf(KILLED) + KILLED.length()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("tests of " + module + " did not run:\n" + printed));
  }

  /** Returns the names of the test classes that patterns mean. */
  private static List<String> classes(String module, List<String> patterns) throws IOException {
    Path root = Path.of(module, "target", "test-classes").toRealPath();
    Set<String> names = new LinkedHashSet<>();
    for (String pattern : patterns) {
      if (!pattern.endsWith("*")) {
        names.add(pattern);
        continue;
      }
      String prefix = pattern.substring(0, pattern.length() - 1);
      try (Stream<Path> files = Files.walk(root)) {
        files
            .map(file -> root.relativize(file).toString().replace(File.separatorChar, '.'))
            .filter(file -> file.endsWith("Test.class"))
            .map(file -> file.substring(0, file.length() - ".class".length()))
            .filter(file -> file.startsWith(prefix))
            .sorted()
            .forEach(names::add);
      }
    }
    require(names.isEmpty() ? "no tests" : "", module + " " + patterns);
    return List.copyOf(names);
  }

  /** Returns the class path of a module's tests, and the launcher of JUnit. */
  private static String classPath(String module) throws IOException {
    Set<String> path = new LinkedHashSet<>();
    for (String kind : List.of("test-classes", "classes")) {
      path.add(Path.of(module, "target", kind).toAbsolutePath().toString());
    }
    path.addAll(dependencies(module));
    for (String entry : dependencies("simulation")) {
      if (Path.of(entry).getFileName().toString().startsWith("junit-platform-")) {
        path.add(entry);
      }
    }
    return String.join(File.pathSeparator, path);
  }

  private static List<String> dependencies(String module) throws IOException {
    String path = Files.readString(Path.of(module, "target", "test.classpath")).strip();
    return List.of(path.split(File.pathSeparator, -1));
  }

  /** Compiles sources, and returns the compiler's messages; "" where it succeeds. */
  private static String compile(List<Path> sources, Path output, String classPath)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release",
              "17",
              "-nowarn",
              "-proc:none",
              "-parameters",
              "-classpath",
              classPath,
              "-d",
              output.toString());
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      return compiled ? "" : messages.toString();
    }
  }

  private static void require(String problem, String of) {
    if (!problem.isEmpty()) {
      System.err.println(of + ": " + problem);
      System.exit(2);
    }
  }

  private void remove() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
