package dev.vhs.aws.wire;

import dev.vhs.Vhs;
import dev.vhs.testkit.emulators.WireLog;
import dev.vhs.testkit.emulators.WireScript;
import java.time.Duration;

/** A lane with a script, and the stores at its ends: all are one store, kept in one place. */
final class WireStores implements AutoCloseable {
  private final WireScript script = new WireScript();
  private final WireLane lane;
  private final Vhs sound;
  private final Vhs patient;
  private final Vhs hasty;

  /**
   * Stores in a place.
   *
   * @param patience how long the lane's clients wait for an answer
   */
  WireStores(EmulatedPlace place, Duration patience) {
    this.lane = new WireLane(script, patience);
    this.sound = place.open();
    this.patient = lane.patient(place);
    this.hasty = lane.hasty(place);
  }

  /** What happens on the lane. */
  WireScript script() {
    return script;
  }

  /** What came by on the lane. */
  WireLog log() {
    return lane.log();
  }

  /** By a way without faults. */
  Vhs sound() {
    return sound;
  }

  /** Over the lane; it survives any single fault. */
  Vhs patient() {
    return patient;
  }

  /** Over the lane; it soon gives up. */
  Vhs hasty() {
    return hasty;
  }

  /** Lets all requests arrive that are late. */
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
