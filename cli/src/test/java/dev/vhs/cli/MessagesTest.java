package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.JavaWords;
import dev.vhs.cli.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All that the command may print, read for words of Java. */
class MessagesTest {
  /** Values that are wrong for one type of option or another. */
  private static final List<String> WRONG =
      List.of("", "x", "-1", "1.5", "99999999999999999999", "-99999999999999999999", "NaN", "a\0b");

  /** Classes and packages whose texts speak to no user of the command. */
  private static final List<String> NO_MESSAGES =
      List.of(
          "dev/vhs/aws/dynamo/Condition", // expressions of DynamoDB
          "dev/vhs/local/sqlite/Sql", // SQL
          "dev/vhs/internal/runtime/StoreSettings", // settings that the command leaves alone
          "dev/vhs/internal/cache/", // no command has a cache
          "dev/vhs/internal/runtime/OptionalLibrary", // the package has these libraries
          "dev/vhs/JsonCodec", // the command stores bytes, and so do the three below
          "dev/vhs/internal/value/BytesCodec",
          "dev/vhs/internal/value/TextCodec",
          "dev/vhs/internal/value/CheckedCodec",
          "dev/vhs/internal/value/JsonMappers",
          "dev/vhs/internal/BackendProviders"); // Stores says it

  @TempDir Path dir;

  private final Cli vhs = Cli.onMemory();

  private List<String> messages(List<String[]> calls) {
    List<String> messages = new ArrayList<>();
    for (String[] call : calls) {
      Cli.Ran ran = vhs.run(call);
      if (ran.exitCode() != 0) {
        assertThat(ran.err().lines()).as(String.join(" ", call)).hasSize(1);
        messages.add(message(ran.err()));
      }
    }
    return messages;
  }

  private static String[] call(CommandName name, List<String> rest, String... more) {
    List<String> call = new ArrayList<>(List.of(name.text()));
    call.addAll(rest);
    call.addAll(Arrays.asList(more));
    return call.toArray(new String[0]);
  }

  /** Returns words for all parts of a call that must be there. */
  private List<String> required(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    for (ArgSpec arg : spec.args()) {
      if (arg instanceof OptionSpec option && arg.required()) {
        words.add(option.longestName());
        words.add(arg.type() == String.class ? vhs.store() : "1");
      } else if (arg instanceof PositionalParamSpec && arg.arity().min() > 0) {
        words.add(dir.resolve("none").toString());
      }
    }
    return words;
  }

  /** Every option with every wrong value, with none, twice and among too many others. */
  @ParameterizedTest
  @EnumSource(CommandName.class)
  void noWrongCallIsToldInWordsOfJava(CommandName name) {
    CommandSpec spec = CommandLines.of(name.create(), name.text(), shell()).getCommandSpec();
    List<String> required = required(spec);
    List<String[]> calls = new ArrayList<>();
    calls.add(call(name, List.of()));
    calls.add(call(name, required, "--no-such-option"));
    calls.add(call(name, required, "--no-such-option=5"));
    calls.add(call(name, required, "-x"));
    calls.add(call(name, required, "one", "two", "three", "four"));
    for (OptionSpec option : spec.options()) {
      String word = option.longestName();
      if (option.usageHelp() || word.equals("--verbose")) {
        continue; // not for those who know no Java
      }
      calls.add(call(name, required, word));
      calls.add(call(name, required, word, word));
      calls.add(call(name, required, word + "=1", word + "=1"));
      for (String wrong : WRONG) {
        calls.add(call(name, required, word + "=" + wrong));
        calls.add(call(name, required, word, wrong));
      }
    }
    for (String wrong : WRONG) {
      calls.add(call(name, List.of(wrong)));
      calls.add(call(name, List.of(wrong, wrong)));
    }
    List<String> messages = messages(calls);
    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(messages.stream().filter(message -> !isPlain(message))).isEmpty();
  }

  /** Returns the message in a line of standard error, which may be JSON. */
  private static String message(String line) {
    return line.startsWith("{") ? Cli.Ran.parse(line).get("message").asText() : line;
  }

  private static boolean isPlain(String message) {
    return JavaWords.in(message).isEmpty() && !message.contains("A fault in vhs itself");
  }

  private static Shell shell() {
    return Shell.of(
        new ByteArrayInputStream(new byte[0]),
        new ByteArrayOutputStream(),
        new ByteArrayOutputStream(),
        Map.of(),
        "");
  }

  /** Stores that can't be opened or read, and files that can't be read or written. */
  @Test
  void noFailureIsToldInWordsOfJava() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    Path folder = Files.createDirectories(dir.resolve("folder/in it")).getParent();
    Path notText = Files.write(dir.resolve("not text"), new byte[] {(byte) 0xff, 1});
    Path broken = Files.createDirectory(dir.resolve("broken"));
    Files.writeString(broken.resolve("versions.ndjson"), "{\"vhsExport\":1}\n{]\n");
    Path empty = Files.createDirectory(dir.resolve("empty"));
    vhs.put("x", "one");
    vhs.put("gone", "one");
    vhs.ok("rm", "gone");
    String none = dir.resolve("no/file").toString();
    List<String[]> calls = new ArrayList<>();
    for (String store :
        List.of(
            "faulty:unavailable",
            "faulty:denied",
            "faulty:mismatch",
            "nosuch:x",
            "plain",
            "",
            "memory:?variant=double",
            "memory:?a=%zz",
            "memory:?a=1&a=2",
            "file:",
            "file:" + file,
            "file:" + dir.resolve("empty") + "?compatibility=java",
            "file:" + dir + "/x?grace=soon",
            "aws:",
            "aws:t",
            "aws:T_/b?region=no where",
            "aws:table/bucket?region=eu-west-1&max-concurrency=x",
            "aws:table/bucket?region=eu-west-1&endpoint-s3=nowhere")) {
      for (String command : List.of("ls", "get x", "stats", "gc", "adopt", "doctor")) {
        calls.add((command + " --store").concat(" " + store.replace(" ", "%20")).split(" ", -1));
      }
    }
    for (String call :
        List.of(
            "get none",
            "get x --version 7",
            "get gone",
            "get bad\nid",
            "get x -o FOLDER",
            "get x -o NONE",
            "get x -o FILE/x",
            "put x NONE",
            "put x FOLDER",
            "put x FILE --expect 7",
            "put x FILE --expect none",
            "put x FILE --expect -1",
            "put x FILE --version 0",
            "put x FILE --content-type \n",
            "put x FILE --meta a=\0",
            "restore x --version 7",
            "restore gone --version 1",
            "rm none",
            "prune x --keep 0",
            "prune x --keep -5",
            "purge x",
            "purge none",
            "gc --grace 1s",
            "gc --state FOLDER",
            "gc --state NOTTEXT",
            "gc --state FILE",
            "gc --segment 0 --of 5000000",
            "verify --repair --journal FOLDER",
            "verify --repair --journal NONE",
            "import NONE",
            "import FILE",
            "import BROKEN --ndjson",
            "import EMPTY --ndjson",
            "export FILE",
            "export FILE/x",
            "copy --from memory:q --to memory:q",
            "copy --from memory: --to memory:",
            "copy --from nosuch:x --to memory:q",
            "completion fish",
            "provision b --variant x",
            "provision B_",
            "provision b --as policies --policy x",
            "provision b --as policies --account 1",
            "provision b --kms-key x",
            "provision b --access-logs b",
            "provision b --object-lock 0",
            "provision b --object-lock 1 --no-versioning",
            "provision b --replicate-to x",
            "provision b --replicate-to x --replication-role y",
            "provision b --reader x")) {
      String[] words = call.split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] =
            words[i]
                .replace("FILE", file.toString())
                .replace("FOLDER", folder.toString())
                .replace("NOTTEXT", notText.toString())
                .replace("BROKEN", broken.toString())
                .replace("EMPTY", empty.toString())
                .replace("NONE", none);
      }
      calls.add(words);
    }
    Map<String, String> found = new LinkedHashMap<>();
    int messages = 0;
    for (String[] call : calls) {
      for (boolean json : new boolean[] {false, true}) {
        List<String> words = new ArrayList<>(Arrays.asList(call));
        if (json) {
          words.add("--json");
        }
        Cli.Ran ran = vhs.run(words.toArray(new String[0]));
        if (ran.exitCode() == 0) {
          continue;
        }
        for (String line : ran.err().lines().toList()) {
          messages++;
          if (!isPlain(message(line))) {
            found.put(String.join(" ", words), message(line));
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(messages).isGreaterThan(250);
  }

  /** Every option, every description and every example. */
  @ParameterizedTest
  @EnumSource(CommandName.class)
  void noHelpIsInWordsOfJava(CommandName name) {
    // The example that picks a member of JSON names it as it is.
    String help = vhs.ok(name.text(), "--help").out().replaceAll("\\| jq .*", "");
    assertThat(help.lines().filter(line -> !JavaWords.in(line).isEmpty())).isEmpty();
  }

  /**
   * The texts in the compiled library and command, since no test meets all of them. Each is read as
   * the command says it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.vhs.cli.Main",
        "dev.vhs.Vhs",
        "dev.vhs.local.LocalBackend",
        "dev.vhs.aws.AwsBackend",
        "dev.vhs.provision.Doctor"
      })
  void noTextInTheCodeIsInWordsOfJava(String one) throws Exception {
    Map<String, String> found = new TreeMap<>();
    int texts = 0;
    for (Map.Entry<String, List<String>> each : textsBeside(Class.forName(one)).entrySet()) {
      for (String text : each.getValue()) {
        texts++;
        String word = JavaWords.in(JavaWords.plain(text));
        if (isMessage(each.getKey(), text) && !word.isEmpty()) {
          found.put(each.getKey() + ": " + text, word);
        }
      }
    }
    assertThat(texts).isGreaterThan(100);
    assertThat(found).isEmpty();
  }

  /** Returns whether a text may be part of a message: not a pattern, nor part of a toString. */
  private static boolean isMessage(String file, String text) {
    return text.trim().contains(" ")
        && NO_MESSAGES.stream().noneMatch(file::contains)
        && !text.matches("(?s),? ?\\w+[=\\[].*|.*\\(\\?.*");
  }

  private static Map<String, List<String>> textsBeside(Class<?> one) throws Exception {
    URI code = one.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path place = Path.of(code);
    if (Files.isDirectory(place)) {
      return texts(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return texts(jar.getPath("/"));
    }
  }

  private static Map<String, List<String>> texts(Path root) throws IOException {
    Map<String, List<String>> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        InputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
        texts.put(root.relativize(file).toString(), constants(new DataInputStream(bytes)));
      }
    }
    return texts;
  }

  /** Returns the texts in the pool of constants of a class (Java's specification, chapter 4.4). */
  private static List<String> constants(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    int count = in.readUnsignedShort();
    Map<Integer, String> utf8 = new LinkedHashMap<>();
    List<Integer> strings = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      switch (in.readUnsignedByte()) {
        case 1 -> utf8.put(i, in.readUTF());
        case 8 -> strings.add(in.readUnsignedShort());
        case 7, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        default -> in.skipNBytes(4);
      }
    }
    return strings.stream().map(utf8::get).toList();
  }

  /** The test can fail. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.nio.file.AccessDeniedException: f",
        "f: FileAlreadyExistsException",
        "'1e3' is not a long",
        "It took PT1H",
        "Use putLatest or update",
        "No backend is on the class path",
        "Value for option option '--x'",
        "StackOverflowError",
        "the id is null"
      })
  void wordsOfJavaAreFound(String message) {
    assertThat(JavaWords.in(message)).isNotEmpty();
    assertThat(Failure.message(new IOException("It's 'putLatest'"))).contains("putLatest");
    assertThat(JavaWords.in("It's 'putLatest' of DynamoDB, 5 s")).isEmpty();
  }
}
