package dev.vhs.aws.wire;

import dev.vhs.Vhs;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WireScript;
import java.time.Duration;

/** A lane with a script, and the stores at its ends, which are all one store in one place. */
final class WireStores implements AutoCloseable {
  private final WireScript script = new WireScript();
  private final WireLane lane;
  private final Vhs sound;
  private final Vhs patient;
  private final Vhs hasty;

  /**
   * Opens the stores in a place.
   *
   * @param patience the time for which the lane's clients wait for an answer
   */
  WireStores(EmulatedPlace place, Duration patience) {
    this.lane = new WireLane(script, patience);
    this.sound = place.open();
    this.patient = lane.patient(place);
    this.hasty = lane.hasty(place);
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
  Vhs patient() {
    return patient;
  }

  /** Returns the store over the lane that soon gives up. */
  Vhs hasty() {
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
