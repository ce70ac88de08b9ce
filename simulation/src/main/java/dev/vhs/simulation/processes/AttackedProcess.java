package dev.vhs.simulation.processes;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.NothingWritten;
import dev.vhs.SweepOptions;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A process that works on a store until it is killed, or told to end by a line of input. */
public final class AttackedProcess {
  private static final int LARGE = 6_000;
  private static final long MAX_DELETED = 1_000_000;

  private final Vhs vhs;
  private final VersionedStore<String> store;
  private final FileChannel log;
  private final String name;
  private final List<String> ids;
  private final Random random;
  private @Nullable Versioned<String> held;
  private int calls;

  private AttackedProcess(Vhs vhs, FileChannel log, String name, List<String> ids, Random random) {
    this.vhs = vhs;
    this.store = vhs.store(Codec.text());
    this.log = log;
    this.name = name;
    this.ids = ids;
    this.random = random;
  }

  /** The role of a process. */
  enum Role {
    /** Writes, and reads now and then. */
    WRITER,
    /** Reads. */
    READER,
    /** Sweeps. */
    SWEEPER
  }

  /**
   * Runs a process.
   *
   * @param arguments the store's URI, the file for what it was told, its name, its role, the ids,
   *     the grace period and the commit window in milliseconds, and a seed
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    Role role = Role.valueOf(arguments[3]);
    Duration grace = Duration.ofMillis(Long.parseLong(arguments[5]));
    Duration window = Duration.ofMillis(Long.parseLong(arguments[6]));
    try (FileChannel log =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Vhs vhs = Vhs.builder(arguments[0]).grace(grace, window).open()) {
      AttackedProcess process =
          new AttackedProcess(
              vhs,
              log,
              arguments[2],
              List.of(arguments[4].split(",")),
              new Random(Long.parseLong(arguments[7])));
      System.out.println("ready");
      System.out.flush();
      while (System.in.available() == 0) {
        process.work(role);
      }
    }
  }

  private void work(Role role) throws IOException {
    String id = ids.get(random.nextInt(ids.size()));
    switch (role) {
      case WRITER -> write(id, random.nextInt(10));
      case READER -> perform("GET_LATEST", id, call -> read(call, id));
      case SWEEPER ->
          perform(
              "GC",
              "",
              call -> {
                vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(MAX_DELETED));
                return call.told(CallRecord.Answer.DONE, -1, "");
              });
    }
  }

  private void write(String id, int drawn) throws IOException {
    Versioned<String> read = held;
    switch (drawn) {
      case 0, 1, 2 ->
          perform(
              "PUT_LATEST",
              id,
              call -> wrote(call, store.putLatest(id, value(call, Made.WHATEVER))));
      case 3, 4, 5 ->
          perform(
              "UPSERT",
              id,
              call ->
                  wrote(
                      call,
                      store.upsert(
                          id,
                          value(call, Made.NOTHING),
                          base -> value(call, Made.of(base).tag()))));
      case 6 -> perform("INIT", id, call -> wrote(call, store.init(id, value(call, Made.NOTHING))));
      case 7 -> perform("DELETE", id, call -> wrote(call, store.delete(id)));
      case 8 -> {
        if (read != null) {
          perform(
              "REPLACE",
              read.id(),
              call -> wrote(call, store.replace(read, value(call, Made.of(read.value()).tag()))));
        }
      }
      default -> perform("GET_LATEST", id, call -> read(call, id));
    }
  }

  private String value(CallRecord call, String base) {
    return new Made(call.tag(), base).text(random.nextBoolean() ? LARGE : 0);
  }

  private static CallRecord wrote(CallRecord call, VersionInfo written) {
    return call.told(CallRecord.Answer.WROTE, written.version(), "");
  }

  private CallRecord read(CallRecord call, String id) {
    Versioned<String> read = store.getLatest(id);
    held = read;
    return call.told(CallRecord.Answer.READ, read.version(), Made.of(read.value()).tag());
  }

  /** The making of a call. */
  @FunctionalInterface
  private interface Work {
    /** Returns the call with what it was told. */
    CallRecord done(CallRecord call);
  }

  private void perform(String action, String id, Work work) throws IOException {
    CallRecord call = CallRecord.begin(name + "." + calls++, action, id);
    append(call.beginning());
    append(answer(call, work).end());
  }

  private static CallRecord answer(CallRecord call, Work work) {
    try {
      return work.done(call);
    } catch (NoVersionExists e) {
      return call.told(CallRecord.Answer.ABSENT, -1, "");
    } catch (VhsException e) {
      return call.told(
          e instanceof NothingWritten ? CallRecord.Answer.REFUSED : CallRecord.Answer.UNKNOWN,
          -1,
          words(e));
    }
  }

  private static String words(VhsException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      log.write(bytes);
    }
  }
}
