package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Scan;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The laws of rows that can't be read, for verification, statistics, the sweep and scans. */
abstract class StoreVerificationLaws extends StoreLaws {
  private static final int IDS = 30;
  private static final UUID WRITE_ID = orphanWriteId(0);

  StoreVerificationLaws(VersionedStoreContract contract) {
    super(contract);
  }

  /** Objects that a negative version may name are kept, and everything else goes on. */
  @EachVariant
  void rowsThatCanNotBeReadAreToldOfAndKept(Variant variant) throws IOException {
    ForeignWriter writer =
        foreignWriter(variant)
            .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"));
    Vhs vhs = tidy(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < IDS; i++) {
      store.init("id" + i, "value " + i);
    }
    Location named = orphan(variant, "hurt/" + WRITE_ID);
    Location lost = orphan(variant, "lost/" + WRITE_ID);
    writer.put("hurt", -1, named);
    passGrace();
    List<Problem> problems = new ArrayList<>();
    assertThat(vhs.maintenance().verify(false, problems::add).problems()).isEqualTo(1);
    assertThat(problems.get(0).kind()).isEqualTo(Problem.Kind.UNREADABLE);
    assertThat(problems.get(0).id()).isEqualTo("hurt");
    assertThat(problems.get(0).version()).isEqualTo(-1);
    assertThat(vhs.maintenance().stats().unreadable()).isEqualTo(1);
    assertThat(vhs.maintenance().stats().ids()).isEqualTo(IDS);
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(10));
    assertThat(swept.kept(SweepReport.Kept.UNREADABLE)).isEqualTo(1);
    assertThat(backend(variant).objects().stat(named, CALL)).isNotNull();
    assertThat(backend(variant).objects().stat(lost, CALL)).isNull();
    assertThatThrownBy(() -> drain(store.scan(Scan.all()))).isInstanceOf(CorruptValue.class);
    List<Problem> passed = new ArrayList<>();
    assertThat(drain(store.scan(Scan.all().passingOver(passed::add)))).hasSize(IDS);
    assertThat(passed).isEqualTo(problems);
  }

  private static List<VersionInfo> drain(Stream<VersionInfo> info) {
    try (info) {
      return info.toList();
    }
  }
}
