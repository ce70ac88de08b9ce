package dev.vhs.aws.s3;

import java.util.function.LongSupplier;

/**
 * The progress of one stream, compared with the floor. Only time spent in reads counts: a reader
 * may take as long as it likes. For use by one thread.
 */
final class Progress {
  private final TransferSettings.Floor floor;
  private final LongSupplier nanoTime;
  private long waitedNanos;
  private long bytes;
  private long readFrom;
  private int slow;

  Progress(TransferSettings.Floor floor, LongSupplier nanoTime) {
    this.floor = floor;
    this.nanoTime = nanoTime;
  }

  /** Records that a read begins. */
  void reading() {
    readFrom = nanoTime.getAsLong();
  }

  /**
   * Records that a read has ended.
   *
   * @param count the bytes that it brought
   * @return the number of times in a row, up to now, that too few bytes came
   */
  int read(long count) {
    waitedNanos += nanoTime.getAsLong() - readFrom;
    bytes += count;
    if (waitedNanos >= floor.time().toNanos()) {
      double due = (double) floor.bytes() * waitedNanos / floor.time().toNanos();
      slow = bytes < due ? slow + 1 : 0;
      startAgain();
      return slow;
    }
    return 0;
  }

  /** Forgets what was counted, for another connection. */
  void startAgain() {
    waitedNanos = 0;
    bytes = 0;
  }
}
