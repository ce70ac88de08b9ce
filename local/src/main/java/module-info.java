/** The embedded backend of vhs: an SQLite index, and objects in files. */
module dev.vhs.local {
  requires transitive dev.vhs.core;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires java.sql;
  requires org.xerial.sqlitejdbc;

  exports dev.vhs.local;

  provides dev.vhs.spi.BackendProvider with
      dev.vhs.local.FileBackendProvider;
}
