package dev.vhs.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The lanes of several peers at work side by side. */
public final class Lanes implements AutoCloseable {
  private final List<Lane> all = new ArrayList<>();

  private Lanes() {}

  /** Opens one for each of the peers. */
  public static Lanes of(List<Peer> peers, Function<Peer, Lane> opening) {
    Lanes lanes = new Lanes();
    peers.forEach(peer -> lanes.all.add(opening.apply(peer)));
    return lanes;
  }

  /** Returns all lanes, in the order of the peers. */
  public List<Lane> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() throws IOException {
    for (Lane lane : all) {
      lane.close();
    }
  }
}
