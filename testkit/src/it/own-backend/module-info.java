/** A backend of somebody's own, which knows only the packages that vhs-core and vhs-testkit export. */
module com.example.backend {
  requires dev.vhs.core;
  requires dev.vhs.testkit;
  requires org.junit.platform.launcher;

  opens com.example.backend to
      org.junit.platform.commons;
}
