package dev.vhs.benchmarks;

import java.io.IOException;

/**
 * A store that takes part: ours, what a user would pick in its place, or a bare loop that makes the
 * same requests and hashes the same bytes. Safe for use by many threads, each with ids of its own.
 *
 * <p>One that has no such operation leaves it out, and does not take part where it is measured.
 */
public interface Contender extends AutoCloseable {
  /** What tables call it. */
  String name();

  /** Writes the first version of a new id. */
  default void init(String id, byte[] value) throws Exception {
    throw new UnsupportedOperationException(name() + " has no init");
  }

  /** Writes the next version, whatever it is. */
  default void putLatest(String id, byte[] value) throws Exception {
    throw new UnsupportedOperationException(name() + " has no putLatest");
  }

  /** Reads the newest value, and checks that it is what was written. */
  default byte[] getLatest(String id) throws Exception {
    throw new UnsupportedOperationException(name() + " has no getLatest");
  }

  /** Lets go of what it holds. */
  @Override
  void close() throws IOException;
}
