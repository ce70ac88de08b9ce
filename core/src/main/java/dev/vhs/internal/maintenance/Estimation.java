package dev.vhs.internal.maintenance;

import dev.vhs.Estimate;
import dev.vhs.JobKind;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.IndexSize;
import dev.vhs.spi.SupportsEstimates;
import dev.vhs.spi.SupportsPrices;
import org.jspecify.annotations.Nullable;

/** The estimate of the requests and dollars that work on a whole store may take. */
public final class Estimation {
  /** The number of objects in a listing, and of rows in a page of a scan. */
  private static final long PAGE = 1000;

  private Estimation() {}

  /** Returns the most that work may take; null where the index doesn't say how large it is. */
  public static @Nullable Estimate of(JobKind work, StoreContext store, OperationContext context) {
    if (!(store.index() instanceof SupportsEstimates index)) {
      return null;
    }
    IndexSize size = index.size(context.forRequest());
    long pages = 1 + size.rows() / PAGE;
    long alone = 0;
    long lists = 0;
    long reads = 0;
    switch (work) {
      case GC -> {
        alone = size.rows();
        lists = pages;
      }
      case VERIFY, ADOPT -> reads = size.rows();
      case VERIFY_DEEP -> reads = 2 * size.rows();
      case SCAN -> {
        // Only the index is read.
      }
    }
    // The rows of an id are read once by themselves, and once by a scan.
    long bytes = alone > 0 ? 2 * size.bytes() : size.bytes();
    double dollars = index.readDollars(alone, bytes);
    if (store.objects() instanceof SupportsPrices prices) {
      dollars += prices.dollars(lists, reads);
    }
    return Estimate.builder(size.asOf())
        .rows(size.rows())
        .indexBytes(size.bytes())
        .indexRequests(alone + pages)
        .lists(lists)
        .reads(reads)
        .dollars(dollars)
        .build();
  }
}
