package dev.vhs.simulation.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.Problem;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An attack that kills and suspends processes that work on one store, for a while, and then judges
 * it all.
 */
public final class ProcessAttack {
  private static final List<String> IDS = List.of("a", "b/1", "c");
  private static final List<AttackedProcess.Role> ROLES =
      List.of(
          AttackedProcess.Role.WRITER,
          AttackedProcess.Role.WRITER,
          AttackedProcess.Role.WRITER,
          AttackedProcess.Role.READER,
          AttackedProcess.Role.SWEEPER);
  private static final double SUSPENSIONS = 0.25;
  private static final long MIN_PAUSE_MILLIS = 50;
  private static final long MAX_PAUSE_MILLIS = 900;
  private static final Duration SWEEP_PATIENCE = Duration.ofSeconds(60);
  private static final long MAX_DELETED = 1_000_000;

  private final String uri;
  private final Supplier<VhsBuilder> opening;
  private final Map<String, String> environment;
  private final Path dir;
  private final Duration grace;
  private final Duration window;
  private final Random random;
  private final long seed;
  private final List<Path> logs = new ArrayList<>();
  private int kills;
  private int suspensions;

  /**
   * Creates an attack that has not begun.
   *
   * @param uri the store, which needn't be there yet
   * @param opening the same store, for the judgement afterwards
   * @param environment what each process finds in its environment, beyond that of this one
   * @param dir a folder for what the processes were told
   * @param grace the store's grace period
   * @param window its commit window
   * @param seed decides what the processes do, and what is done to them, but not when
   */
  public ProcessAttack(
      String uri,
      Supplier<VhsBuilder> opening,
      Map<String, String> environment,
      Path dir,
      Duration grace,
      Duration window,
      long seed) {
    this.uri = uri;
    this.opening = opening;
    this.environment = Map.copyOf(environment);
    this.dir = dir;
    this.grace = grace;
    this.window = window;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * The report of what happened.
   *
   * @param kills how many processes were killed
   * @param suspensions how many were suspended and went on
   * @param calls how many calls were made
   * @param unanswered how many of them were never answered, since their process was killed
   * @param objects how many objects were there in the end, and all of them named
   */
  public record Report(int kills, int suspensions, int calls, int unanswered, long objects) {}

  /**
   * Attacks for so long, and until a process was killed, and judges what came of it.
   *
   * @param awaitGrace whether it waits for the grace period then, and sweeps: no object may be left
   *     then that no pointer names; else as many as were under way at a kill
   * @throws AssertionError if anything was lost, given twice, wrong, or left behind
   */
  public Report attack(Duration time, boolean awaitGrace) throws IOException, InterruptedException {
    System.out.printf("process attack with seed %d on %s%n", seed, uri);
    try (Vhs vhs = opening.get().grace(grace, window).open()) {
      // Sweeps are refused before there is a store; the value is so small that it has no object.
      vhs.store(Codec.text()).init("founder", "");
    }
    harass(time);
    List<CallRecord> calls = new ArrayList<>();
    for (Path log : logs) {
      // A process may have been killed before it began.
      if (Files.exists(log)) {
        calls.addAll(CallRecord.read(log));
      }
    }
    calls.forEach(CallRules::checkError);
    int unanswered =
        (int) calls.stream().filter(call -> call.answer() == CallRecord.Answer.NOTHING).count();
    try (Vhs vhs = opening.get().grace(grace, window).open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      boolean keepsAll = vhs.variant() == Variant.MULTI;
      for (String id : IDS) {
        new CallRules(id, calls, versions(store, id), keepsAll).check();
      }
      List<Problem> problems = new ArrayList<>();
      vhs.maintenance().verify(true, problems::add);
      assertThat(problems).as("what verify finds").isEmpty();
      long objects = checkNothingLeft(vhs, awaitGrace, unanswered);
      Report report = new Report(kills, suspensions, calls.size(), unanswered, objects);
      System.out.println(report);
      return report;
    }
  }

  private void harass(Duration time) throws IOException, InterruptedException {
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (AttackedProcess.Role role : ROLES) {
        children.add(start(role));
      }
      for (ChildProcess child : children) {
        child.awaitReady();
      }
      long end = System.nanoTime() + time.toNanos();
      // A short attack may meet suspensions only, and without a kill it has shown nothing.
      while (kills == 0 || System.nanoTime() < end) {
        pause(Duration.ofMillis(random.nextLong(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS)));
        children.forEach(ChildProcess::requireAlive);
        int victim = random.nextInt(children.size());
        if (random.nextDouble() < SUSPENSIONS) {
          suspend(children.get(victim));
        } else {
          children.get(victim).kill();
          kills++;
          children.set(victim, start(ROLES.get(victim)));
        }
      }
      for (ChildProcess child : children) {
        child.end();
      }
    } finally {
      children.forEach(ChildProcess::close);
    }
  }

  /**
   * Suspends a process for so long that it may wake up past its commit window, or the grace period.
   */
  private void suspend(ChildProcess child) throws IOException, InterruptedException {
    child.suspend();
    suspensions++;
    pause(Duration.ofMillis(random.nextLong(1, Math.min(3 * window.toMillis(), 6_000))));
    child.resume();
  }

  private ChildProcess start(AttackedProcess.Role role) throws IOException {
    String name = "p" + logs.size();
    Path log = dir.resolve(name + ".log");
    ChildProcess child =
        ChildProcess.start(
            name,
            environment,
            List.of(
                uri,
                log.toString(),
                name,
                role.name(),
                String.join(",", IDS),
                Long.toString(grace.toMillis()),
                Long.toString(window.toMillis()),
                Long.toString(random.nextLong())));
    logs.add(log);
    return child;
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static NavigableMap<Long, Made> versions(VersionedStore<String> store, String id) {
    NavigableMap<Long, Made> versions = new TreeMap<>();
    try (Stream<VersionInfo> history = store.history(id)) {
      history.forEach(
          info ->
              versions.put(
                  info.version(),
                  info.isDeleted()
                      ? new Made("", Made.WHATEVER)
                      : Made.of(store.get(id, info.version()).value())));
    } catch (NoVersionExists e) {
      assertThat(versions).as("nobody wrote %s", id).isEmpty();
    }
    return versions;
  }

  private long checkNothingLeft(Vhs vhs, boolean awaitGrace, int unanswered) {
    if (awaitGrace) {
      long end = System.nanoTime() + grace.plus(SWEEP_PATIENCE).toNanos();
      pause(grace);
      while (sweep(vhs, false).young() > 0) {
        assertThat(System.nanoTime()).as("objects are still young").isLessThan(end);
        pause(Duration.ofMillis(200));
      }
      sweep(vhs, false);
    }
    SweepReport left = sweep(vhs, true);
    long named = named(vhs);
    // Each call uploads one object at most, and may have one to reclaim.
    assertThat(left.objects())
        .as("objects, of which pointers name %d", named)
        .isBetween(named, named + (awaitGrace ? 0 : 2L * unanswered));
    assertThat(left.orphans()).isZero();
    return left.objects();
  }

  private static SweepReport sweep(Vhs vhs, boolean dry) {
    SweepOptions options = SweepOptions.DEFAULT.maxDelete(MAX_DELETED);
    return vhs.maintenance().gc(dry ? options.dryRun() : options);
  }

  private static long named(Vhs vhs) {
    VersionedStore<String> store = vhs.store(Codec.text());
    return IDS.stream().flatMap(id -> locations(store, id)).distinct().count();
  }

  private static Stream<String> locations(VersionedStore<String> store, String id) {
    try (Stream<VersionInfo> history = store.history(id)) {
      return history
          .flatMap(info -> info.location().stream())
          .map(Object::toString)
          .toList()
          .stream();
    } catch (NoVersionExists e) {
      return Stream.of();
    }
  }
}
