package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.peers.Peer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cost that an operation of ours may have, by the table of the design's section 7, if the table
 * names the operation.
 *
 * @param requests to both services
 * @param trips how many of them one after the other
 */
record Budget(int requests, int trips) {
  /**
   * The largest value that goes to S3 in one request. The table says nothing of uploads in parts.
   */
  private static final int OF_ONE_PART = Sizes.LARGE;

  static Optional<Budget> of(Peer peer, Operation operation, int bytes) {
    if (bytes > OF_ONE_PART) {
      return Optional.empty();
    }
    boolean inline = bytes == Sizes.SMALL && peer != Peer.VHS_LARGE;
    return switch (peer) {
      case VHS, VHS_LARGE -> Optional.ofNullable(plain(operation, inline));
      case VHS_CACHED -> Optional.ofNullable(cached(operation, inline));
      default -> Optional.empty();
    };
  }

  private static @Nullable Budget plain(Operation operation, boolean inline) {
    return switch (operation) {
      case INIT -> inline ? new Budget(1, 1) : new Budget(2, 2);
      case PUT_LATEST -> inline ? new Budget(2, 2) : new Budget(3, 2);
      case UPDATE -> inline ? new Budget(2, 2) : new Budget(4, 4);
      case GET_LATEST -> inline ? new Budget(1, 1) : new Budget(2, 2);
      case RESTORE -> new Budget(3, 2);
      case GET, HISTORY -> null;
    };
  }

  private static @Nullable Budget cached(Operation operation, boolean inline) {
    return switch (operation) {
      case PUT_LATEST, UPDATE -> inline ? new Budget(1, 1) : new Budget(2, 2);
      case GET_LATEST -> new Budget(1, 1);
      case GET -> new Budget(0, 0);
      case INIT, HISTORY, RESTORE -> null;
    };
  }
}
