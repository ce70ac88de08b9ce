package dev.vhs.spi;

import dev.vhs.Result;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An ability of a {@link PointerIndex}: it reads the newest rows of many ids in few requests, if
 * its variant is the single-version one.
 *
 * <p>The laws of {@link PointerIndex} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsBatchRead {
  /**
   * Returns the most ids that are read at once, at least 1. It must be the same for as long as the
   * index is open.
   */
  int maxBatchIds();

  /**
   * Reads the newest rows of some ids, each as {@link PointerIndex#newest} reads it; together they
   * are not a snapshot.
   *
   * <p>The answer must hold a result for each id and for no other: its row, or empty if it has
   * none. A fault of one row must be the failure of its id alone. A row that could not be read, for
   * example because the service is out of reach, must be the failure of each id that it concerns,
   * and never an absence.
   *
   * @param ids the ids, at most {@link #maxBatchIds()}
   * @throws IllegalArgumentException if there are more
   * @throws UnsupportedOperationException if the index is a multi-version one
   */
  Map<String, Result<Optional<Row>>> newest(
      Set<String> ids, Consistency consistency, RequestContext context);
}
