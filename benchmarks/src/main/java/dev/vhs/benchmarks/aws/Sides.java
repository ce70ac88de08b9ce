package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.peers.Peer;
import java.util.ArrayList;
import java.util.List;

/** The peers that are worth comparing with values of a size; ours first. */
final class Sides {
  private Sides() {}

  /** Returns the peers; those with a cache take part if it can hold the values. */
  static List<Peer> of(int bytes) {
    List<Peer> peers = new ArrayList<>(List.of(Peer.VHS));
    if (bytes == Sizes.SMALL) {
      peers.add(Peer.VHS_LARGE);
    }
    boolean kept = bytes < Peer.CACHE_BYTES;
    if (kept) {
      peers.add(Peer.VHS_CACHED);
    }
    peers.addAll(List.of(Peer.SCALA, Peer.BARE, Peer.S3));
    if (kept) {
      peers.add(Peer.S3_CACHED);
    }
    peers.add(bytes > Peer.MAX_NOT_OFFLOADED ? Peer.OFFLOADED : Peer.DYNAMO_DB);
    return peers;
  }
}
