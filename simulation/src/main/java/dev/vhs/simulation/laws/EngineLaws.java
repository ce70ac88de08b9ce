package dev.vhs.simulation.laws;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.StoreContract;
import dev.vhs.testkit.contract.StoreLaws;
import dev.vhs.testkit.faults.CountingIndex;
import dev.vhs.testkit.faults.CountingObjectStore;
import dev.vhs.testkit.faults.RequestLog;
import java.time.Duration;

/** The engines of which the laws speak: one with patience, and one whose requests are counted. */
abstract class EngineLaws extends StoreLaws {
  EngineLaws(StoreContract contract) {
    super(contract);
  }

  /** Returns an engine over a backend whose time passes only while it waits. */
  final StoreEngine patient(Backend backend, int inlineItemBytes, long seed) {
    return patient(backend, inlineItemBytes, new PatientTime().environment(seed));
  }

  final StoreEngine patient(Backend backend, int inlineItemBytes, Environment environment) {
    StoreSettings settings = new StoreSettings().inlineItemBytes(inlineItemBytes);
    return closing(new StoreEngine(backend, settings, environment, Rules.SOUND));
  }

  /** Returns a store whose requests are counted, bound to its identity by a first write. */
  final VersionedStore<String> counted(Variant variant, StoreSettings settings, RequestLog log) {
    return countedEngine(variant, settings, log).typed(Codec.text());
  }

  /** Returns an engine whose requests are counted, bound to its identity by a first write. */
  final StoreEngine countedEngine(Variant variant, StoreSettings settings, RequestLog log) {
    Backend sound = freshBackend(variant);
    Backend backend =
        new Backend(
            new CountingIndex(sound.index(), log),
            new CountingObjectStore(sound.objects(), log),
            sound.prefix(),
            sound.name());
    Environment machine = Environment.system();
    Environment environment =
        new Environment(
            machine.nanoTime(),
            machine.sleeper(),
            machine.random(),
            machine.writeIds(),
            new TrackedTasks(machine.tasks(), log));
    StoreSettings chosen = settings.backOff(Duration.ofMillis(1), Duration.ofMillis(20));
    StoreEngine engine = closing(new StoreEngine(backend, chosen, environment, Rules.SOUND));
    engine.typed(Codec.text()).putLatest("bound", "");
    return engine;
  }

  /** Returns an engine of such a store whose time passes only while it waits. */
  final StoreEngine patientlyShared(Backend backend) {
    StoreSettings settings = new StoreSettings().compatibility(Compatibility.SCALA);
    return closing(
        new StoreEngine(backend, settings, new PatientTime().environment(1), Rules.SOUND));
  }
}
