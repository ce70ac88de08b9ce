package dev.vhs.simulation;

import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The simulation as a command. Its system properties:
 *
 * <ul>
 *   <li>{@code vhs.histories}: how many histories; with 0, the default, one is run and printed;
 *   <li>{@code vhs.seed}: the first seed, or the only one. Default: 0;
 *   <li>{@code vhs.profile}: the one {@link Profile} to use. Default: all in turn;
 *   <li>{@code vhs.mutant}: the {@link Mutant} to run, or {@code ALL} for each in turn; with {@code
 *       vhs.histories}, for the first seed that shows it;
 *   <li>{@code vhs.shrink}: whether the one history that is run is made small, if it is illegal;
 *   <li>{@code vhs.threads}: how many histories at once. Default: the number of processors.
 * </ul>
 */
public final class SimulationMain {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final PrintStream out;
  private final long seed = Long.getLong("vhs.seed", 0);
  private final long histories = Long.getLong("vhs.histories", 0);
  private final @Nullable String profile = System.getProperty("vhs.profile");
  private final @Nullable String mutant = System.getProperty("vhs.mutant");
  private final int threads =
      Integer.getInteger("vhs.threads", Runtime.getRuntime().availableProcessors());

  private SimulationMain(PrintStream out) {
    this.out = out;
  }

  /** Runs it; exits with 1 where a sound engine had an illegal history. */
  public static void main(String[] arguments) {
    boolean ok = new SimulationMain(System.out).run();
    if (!ok) {
      System.exit(1);
    }
  }

  private boolean run() {
    if (histories == 0) {
      return replay();
    }
    if (mutant == null) {
      return sound();
    }
    if (mutant.equals("ALL")) {
      for (Mutant each : Mutant.values()) {
        hunt(each);
      }
    } else {
      hunt(Mutant.valueOf(mutant));
    }
    return true;
  }

  private boolean replay() {
    Mutant broken = mutant == null ? null : Mutant.valueOf(mutant);
    Profile kind =
        profile != null
            ? Profile.valueOf(profile)
            : broken != null ? broken.profile() : Profile.MIXED;
    try (Simulator simulator = new Simulator()) {
      if (Boolean.getBoolean("vhs.shrink")) {
        Optional<Shrunk> small = simulator.shrink(kind, seed, broken);
        small.ifPresent(out::println);
        return small.isEmpty();
      }
      out.print(simulator.trace(kind, seed, broken));
      return simulator.run(kind, seed, broken).isOk();
    }
  }

  private boolean sound() {
    long began = System.nanoTime();
    Campaign campaign =
        profile == null
            ? Campaign.sound(seed, histories, threads)
            : Campaign.of(Profile.valueOf(profile), seed, histories, threads);
    Campaign.Report report = campaign.run();
    report.outcomes().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(entry -> out.printf("%-45s %10d%n", entry.getKey(), entry.getValue()));
    long seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    out.printf("%d histories in %d s%n", report.histories(), seconds);
    report
        .failure()
        .ifPresent(failure -> out.println("ILLEGAL " + failure + "\n\n" + failure.smallest()));
    return report.failure().isEmpty();
  }

  /** Prints what {@code mutants.properties} among the tests holds. */
  private void hunt(Mutant each) {
    Campaign.Report report = Campaign.against(each, seed, histories, threads).run();
    out.println(
        report
            .failure()
            .map(
                found ->
                    "# after %d histories of %s: %s%n%s = %d"
                        .formatted(
                            found.seed() - seed + 1,
                            found.profile(),
                            found.verdict().explanation(),
                            each,
                            found.seed()))
            .orElse("# not caught in " + report.histories() + " histories: " + each));
  }
}
