package dev.vhs.benchmarks;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A store that takes part: ours, what a user would pick in its place, or a bare loop that makes the
 * same requests and hashes the same bytes. Safe for use by many threads, each with ids of its own.
 *
 * <p>One that has no such operation leaves it out, and does not take part where it is measured.
 */
public interface Contender extends AutoCloseable {
  /** The number of versions that {@link #history} shows. */
  int HISTORY = 10;

  /** Returns its name in tables. */
  String name();

  /** Returns the operations that it can do. */
  default Set<Operation> operations() {
    return EnumSet.allOf(Operation.class);
  }

  /** Returns the size of the largest value that it takes, in bytes. */
  default long largestBytes() {
    return Long.MAX_VALUE;
  }

  /** Writes the first version of a new id. */
  default void init(String id, byte[] value) throws Exception {
    throw new UnsupportedOperationException(name() + " has no init");
  }

  /** Writes the next version, whatever it is. */
  default void putLatest(String id, byte[] value) throws Exception {
    throw new UnsupportedOperationException(name() + " has no putLatest");
  }

  /** Reads the newest value, changes it, and writes the result as the next version. */
  default void update(String id, UnaryOperator<byte[]> change) throws Exception {
    throw new UnsupportedOperationException(name() + " has no update");
  }

  /** Reads the newest value, and checks that it was written so. */
  default byte[] getLatest(String id) throws Exception {
    throw new UnsupportedOperationException(name() + " has no getLatest");
  }

  /** Reads the value of one version, and checks that it was written so. */
  default byte[] get(String id, long version) throws Exception {
    throw new UnsupportedOperationException(name() + " has no get");
  }

  /**
   * Reads the metadata of the {@link #HISTORY} newest versions, without their values.
   *
   * @return how many there are of these
   */
  default int history(String id) throws Exception {
    throw new UnsupportedOperationException(name() + " has no history");
  }

  /** Makes an old version the newest again. */
  default void restore(String id, long version) throws Exception {
    throw new UnsupportedOperationException(name() + " has no restore");
  }

  /** Closes it, and removes its data. */
  @Override
  void close() throws IOException;
}
