package dev.vhs.testkit.contract;

/** A measurement of the bytes that stay in the heap while a large object passes through. */
final class HeapProbe {
  private final long measureFrom;
  private final long before = usedAfterCollection();
  private long held;
  private boolean measured;

  HeapProbe(long size) {
    this.measureFrom = size - size / 4;
  }

  /** Measures, once, when three quarters have passed. */
  void at(long offset) {
    if (!measured && offset >= measureFrom) {
      measured = true;
      held = usedAfterCollection() - before;
    }
  }

  /** Returns how many bytes more were held at that moment than at the start. */
  long held() {
    if (!measured) {
      throw new IllegalStateException("not measured");
    }
    return held;
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
