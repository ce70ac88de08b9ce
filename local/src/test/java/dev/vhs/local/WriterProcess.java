package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Row;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that writes to a store; tests start several, or kill one. */
final class WriterProcess {
  private WriterProcess() {}

  /**
   * Runs the process.
   *
   * @param arguments what to do, the folder, the variant, how often or in how many threads
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Variant variant = Variant.of(arguments[2]);
    int number = Integer.parseInt(arguments[3]);
    try (Backend backend = LocalBackend.open(folder, variant)) {
      say("ready");
      if (System.in.read() < 0) {
        return;
      }
      switch (arguments[0]) {
        case "create" -> create(backend);
        case "append" -> append(backend, number);
        case "endlessly" -> writeEndlessly(backend, number);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** Prints its identity and whether its object was stored, which only one process's is. */
  private static void create(Backend backend) throws IOException {
    Row row = Samples.row("by-" + UUID.randomUUID(), 0);
    if (!(backend.index().commit(Samples.absent(row), CALL) instanceof CommitResult.Committed)) {
      throw new AssertionError("not committed");
    }
    byte[] mine = row.id().getBytes(StandardCharsets.UTF_8);
    Upload upload = Samples.upload(".vhs/store.json", mine);
    boolean stored =
        backend
            .objects()
            .put(
                upload.toBuilder()
                    .contentType("text/plain")
                    .contentEncoding(null)
                    .ifAbsent(true)
                    .build(),
                CALL);
    Location location = new Location("", upload.key());
    try (ObjectStream object = backend.objects().open(location, ByteRange.ALL, CALL)) {
      String there = new String(object.stream().readAllBytes(), StandardCharsets.UTF_8);
      say(backend.index().identity(CALL) + " " + stored + " " + there + " " + row.id());
    }
  }

  /** Writes the next version of one id so often, and prints each that it wrote. */
  private static void append(Backend backend, int times) {
    for (int done = 0; done < times; ) {
      Row newest = backend.index().newest("chain", Consistency.CONSISTENT, CALL);
      long version = newest == null ? 0 : newest.version() + 1;
      Row next = Samples.row("chain", version);
      boolean single = backend.index().traits().variant() == Variant.SINGLE;
      Commit commit =
          Commit.builder(List.of(next), Samples.LATER).replaces(single ? newest : null).build();
      if (backend.index().commit(commit, CALL) instanceof CommitResult.Committed) {
        done++;
        say(version + " " + next.writeId());
      }
    }
  }

  /**
   * Writes objects and rows in several threads until it is killed, and prints each that is done.
   */
  private static void writeEndlessly(Backend backend, int threads) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    for (int thread = 0; thread < threads; thread++) {
      String id = "thread" + thread;
      executor.execute(
          () -> {
            try {
              for (long version = 0; ; version++) {
                write(backend, id, version);
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }
    Thread.currentThread().join();
  }

  private static void write(Backend backend, String id, long version) throws IOException {
    Row row = Samples.row(id, version, 700);
    String key = id + "/" + row.writeId();
    byte[] bytes = (key + "\n").repeat(2000).getBytes(StandardCharsets.UTF_8);
    backend.objects().put(Samples.upload(key, bytes), CALL);
    say("object " + key);
    CommitResult result = backend.index().commit(Samples.absent(row), CALL);
    if (!(result instanceof CommitResult.Committed)) {
      throw new AssertionError(result);
    }
    say("row " + id + " " + version + " " + row.writeId());
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
