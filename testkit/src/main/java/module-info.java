/** Contract suites, fault injection and a JUnit extension for vhs. */
module dev.vhs.testkit {
  requires transitive dev.vhs.core;
  requires transitive org.junit.jupiter.api;
  requires com.fasterxml.jackson.databind;
  requires java.net.http;
  requires java.xml;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.assertj.core;
  requires org.junit.jupiter.params;
  requires static transitive org.jspecify;

  exports dev.vhs.testkit.contract;
  exports dev.vhs.testkit.emulators;
  exports dev.vhs.testkit.faults;
  exports dev.vhs.testkit.junit;

  opens dev.vhs.testkit.contract to
      org.junit.platform.commons;
  opens dev.vhs.testkit.junit to
      org.junit.platform.commons;
}
