/** The simulation of vhs, its attack by processes, and the laws of its engine; never published. */
module dev.vhs.simulation {
  requires transitive dev.vhs.core;
  requires transitive dev.vhs.testkit;
  requires org.assertj.core;
  requires org.junit.jupiter.params;
  requires static transitive org.jspecify;

  exports dev.vhs.simulation;
  exports dev.vhs.simulation.laws;
  exports dev.vhs.simulation.processes;

  opens dev.vhs.simulation.laws to
      org.junit.platform.commons;
}
