package dev.vhs.benchmarks.peers;

import dev.vhs.Variant;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.harness.Entrant;
import dev.vhs.benchmarks.wire.Distance;
import dev.vhs.benchmarks.wire.Meter;
import dev.vhs.benchmarks.wire.SdkClients;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.S3Emulator;
import java.io.IOException;

/** A peer at work, with a table and a bucket of its own on the emulators, which closing removes. */
public final class Lane implements AutoCloseable {
  private final Peer peer;
  private final Place place;
  private final Meter meter;
  private final Contender contender;

  private Lane(Peer peer, Place place, Meter meter) {
    this.peer = peer;
    this.place = place;
    this.meter = meter;
    this.contender = peer.open(place);
  }

  /**
   * Opens a lane to be timed with nothing between: our store makes its own clients, as users have
   * it.
   */
  public static Lane plain(Peer peer) {
    SdkClients clients = SdkClients.of(DynamoDbEmulator.endpoint(), S3Emulator.endpoint());
    return new Lane(
        peer, new Place(EmulatedStore.create(Variant.MULTI), clients, false), new Meter());
  }

  /** Opens a lane whose requests are metered, and take the time of a distance. */
  public static Lane metered(Peer peer, Distance distance) {
    Meter meter = new Meter();
    SdkClients clients =
        SdkClients.metered(DynamoDbEmulator.endpoint(), S3Emulator.endpoint(), distance, meter);
    return new Lane(peer, new Place(EmulatedStore.create(Variant.MULTI), clients, true), meter);
  }

  /** Returns the peer at work. */
  public Peer peer() {
    return peer;
  }

  /** Returns the contender that works. */
  public Contender contender() {
    return contender;
  }

  /** Returns the meter of its requests, if it is metered. */
  public Meter meter() {
    return meter;
  }

  /** Returns the name of its table, and of its bucket. */
  public String name() {
    return place.name();
  }

  /** Returns the clients that send its requests, ours included if it is metered. */
  public SdkClients clients() {
    return place.clients();
  }

  /** Returns the same peer opened once more, on the same table and bucket; to be closed. */
  public Contender another() {
    return peer.open(place);
  }

  /** Returns whether it can do an operation with values of so many bytes. */
  public boolean takes(Operation operation, long bytes) {
    return contender.operations().contains(operation) && bytes <= contender.largestBytes();
  }

  /**
   * Returns it as an entrant of a race, each thread with an id of its own.
   *
   * @param value what is written, and read
   */
  public Entrant entrant(Operation operation, int threads, byte[] value) throws Exception {
    String ids = operation.name() + "-" + threads + "-" + value.length + "-";
    for (int thread = 0; thread < threads; thread++) {
      contender.init(ids + thread, value);
      contender.putLatest(ids + thread, value);
    }
    return new Entrant(
        contender.name(),
        threads,
        (thread, turn) -> operation.run(contender, ids + thread, value, turn));
  }

  @Override
  public void close() throws IOException {
    try (place) {
      contender.close();
    }
  }
}
