package dev.vhs.aws.wire;

import dev.vhs.Vhs;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WireRequest;
import dev.vhs.testkit.emulators.WireScript;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A lane with a script, and the stores at its ends, which are all one store in one place.
 *
 * <p>For the stores over the lane time passes only while they wait, and by {@link #PER_FAULT} with
 * each fault: it is faults, and not a busy machine, for which they give up.
 */
final class WireStores implements AutoCloseable {
  private static final Duration PER_FAULT = Duration.ofMinutes(4);

  /** The time limit of calls of stores that soon give up: 15 faults, three requests of the SDK. */
  private static final Duration HASTE = PER_FAULT.multipliedBy(15);

  private static final Duration PATIENCE = Duration.ofDays(1);

  private final WireScript script = new WireScript();
  private final AtomicLong nanos = new AtomicLong();
  private final WireLane lane = new WireLane(this::next);
  private final Vhs sound;
  private final StoreEngine patient;
  private final StoreEngine hasty;

  /** Opens the stores in a place. */
  WireStores(EmulatedPlace place) {
    this.sound = place.open();
    this.patient = open(place, new StoreSettings().callTimeout(PATIENCE).conflictBudget(PATIENCE));
    this.hasty =
        open(
            place,
            new StoreSettings()
                .callTimeout(HASTE)
                .conflictBudget(HASTE.dividedBy(4))
                .backOff(Duration.ofMillis(5), Duration.ofMillis(50)));
  }

  private WireFault next(WireRequest request) {
    WireFault fault = script.next(request);
    if (fault != WireFault.none()) {
      nanos.addAndGet(PER_FAULT.toNanos());
    }
    return fault;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Opens a store over the lane, and looks up what a first write needs. */
  private StoreEngine open(EmulatedPlace place, StoreSettings settings) {
    Environment machine = Environment.system();
    StoreEngine engine =
        new StoreEngine(
            place.backend(lane, new Repetitions(nanos::get, this::pass)),
            settings.reclaimBeforeReturning(true),
            new Environment(
                nanos::get, this::pass, machine.random(), machine.writeIds(), machine.tasks()),
            Rules.SOUND);
    engine.create();
    return engine;
  }

  /** Returns the script of the lane's faults. */
  WireScript script() {
    return script;
  }

  /** Returns the requests that passed the lane. */
  WireLog log() {
    return lane.log();
  }

  /** Returns the store over a way without faults. */
  Vhs sound() {
    return sound;
  }

  /** Returns the store over the lane that survives any single fault. */
  StoreEngine patient() {
    return patient;
  }

  /** Returns the store over the lane that soon gives up. */
  StoreEngine hasty() {
    return hasty;
  }

  /** Lets all late requests arrive. */
  void arrive() {
    lane.arrive();
  }

  @Override
  public void close() {
    sound.close();
    patient.close();
    hasty.close();
    lane.close();
  }
}
