package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The laws of both clients at once. */
abstract class SharedRaceLaws extends StoreLaws {
  SharedRaceLaws(CompatibleStoreContract contract) {
    super(contract);
  }

  /**
   * "both write the same ids at once without gaps, and versions stay in order": every update is in
   * the last value, once. (The Scala client leaves it to its user to try again.)
   */
  @EachVariant
  void nobodysUpdateIsLost(Variant variant) {
    Vhs ours = shared(variant);
    ours.store(Codec.text()).init(ID, "start");
    ScalaClient theirs = scala(variant);
    int each = writesOfEach();
    List<List<Long>> versions =
        Race.run(
            writers(),
            racer ->
                () -> {
                  VersionedStore<String> store = ours.store(Codec.text());
                  List<Long> written = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    String tag = " " + racer + "." + i;
                    written.add(
                        racer % 2 == 0
                            ? store.update(ID, before -> before + tag).version()
                            : updated(theirs, tag));
                  }
                  return written;
                });
    long total = (long) writers() * each;
    String last = ours.store(Codec.text()).getLatest(ID).value();
    assertThat(theirs.getLatest(ID)).isEqualTo(last);
    assertThat(Arrays.stream(last.split(" ")).distinct().count()).isEqualTo(total + 1);
    assertThat(last.split(" ")).hasSize((int) total + 1);
    assertThat(versions.stream().flatMap(List::stream).distinct()).hasSize((int) total);
    assertThat(versions).allSatisfy(own -> assertThat(own).isSorted());
    assertThat(ours.store(Codec.text()).info(ID).version()).isEqualTo(total);
    if (variant == Variant.MULTI) {
      assertThat(rows(variant, ID)).hasSize((int) total + 1);
    }
  }

  private static long updated(ScalaClient theirs, String tag) {
    while (true) {
      try {
        return theirs.update(ID, before -> before + tag);
      } catch (ScalaClient.Failed conflict) {
        assertThat(conflict.kind())
            .isIn(
                ScalaClient.Kind.STORE_WRITE,
                ScalaClient.Kind.HIGHER_VERSION_EXISTS,
                ScalaClient.Kind.VERSION_ALREADY_EXISTS);
      }
    }
  }
}
