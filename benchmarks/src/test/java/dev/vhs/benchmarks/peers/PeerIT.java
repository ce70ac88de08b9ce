package dev.vhs.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is worth something only if everybody does the work. */
class PeerIT {
  @ParameterizedTest
  @EnumSource
  void everybodyKeepsWhatIsWritten(Peer peer) throws Exception {
    try (Lane lane = Lane.plain(peer)) {
      keeps(lane, Sizes.SMALL);
      keeps(lane, Sizes.MEDIUM);
      keeps(lane, Sizes.LARGE);
    }
  }

  private static void keeps(Lane lane, int bytes) throws Exception {
    if (!lane.takes(Operation.INIT, bytes)) {
      return;
    }
    Contender contender = lane.contender();
    String id = "id-" + bytes;
    byte[] first = Sizes.value(bytes);
    byte[] second = Sizes.value(bytes - 1);
    contender.init(id, first);
    assertThatThrownBy(() -> contender.init(id, second)).isInstanceOf(RuntimeException.class);
    assertThat(contender.getLatest(id)).isEqualTo(first);
    contender.putLatest(id, second);
    assertThat(contender.getLatest(id)).isEqualTo(second);
    contender.update(
        id,
        before -> {
          assertThat(before).isEqualTo(second);
          return first;
        });
    assertThat(contender.getLatest(id)).isEqualTo(first);
    if (lane.takes(Operation.GET, bytes)) {
      assertThat(contender.get(id, 1)).isEqualTo(second);
    }
    if (lane.takes(Operation.HISTORY, bytes)) {
      assertThat(contender.history(id)).isEqualTo(3);
      contender.restore(id, 1);
      assertThat(contender.getLatest(id)).isEqualTo(second);
      assertThat(contender.history(id)).isEqualTo(4);
    }
  }
}
