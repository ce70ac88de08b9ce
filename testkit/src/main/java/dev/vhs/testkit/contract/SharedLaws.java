package dev.vhs.testkit.contract;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Backend;
import org.junit.jupiter.api.Assumptions;

/** What the tests of a store that the Scala client shares have in common. */
abstract class SharedLaws extends StoreLaws {
  SharedLaws(CompatibleStoreContract contract) {
    super(contract);
  }

  final ForeignWriter table(Variant variant) {
    return contract
        .foreignWriter(variant)
        .filter(ForeignWriter::putsIfNewer)
        .orElseGet(() -> Assumptions.abort("nobody puts items on a condition in this backend"));
  }

  /** The Scala client on the backend of this test, where a table is made before it is used. */
  final ScalaClient scala(Variant variant) {
    Backend backend = backend(variant);
    if (backend.index().identity(CALL) == null) {
      makeTable(variant);
    }
    return new ScalaClient(backend, table(variant));
  }

  /** Makes an index that is not there yet: the first shared write does. */
  private void makeTable(Variant variant) {
    shared(variant).store(Codec.text()).init("made", "by us");
  }

  /** A store over the backend of this test, which the Scala client may share. */
  final Vhs shared(Variant variant) {
    return open(builder(contract.open(variant)).compatibility(Compatibility.SCALA));
  }

  final VersionedStore<String> sharedTexts(Variant variant) {
    return shared(variant).store(Codec.text());
  }

  /** An engine of such a store whose time passes only while it waits. */
  final StoreEngine patientlyShared(Backend backend) {
    StoreSettings settings = new StoreSettings().compatibility(Compatibility.SCALA);
    return contract.closing(
        new StoreEngine(backend, settings, new PatientTime().environment(1), Rules.SOUND));
  }
}
