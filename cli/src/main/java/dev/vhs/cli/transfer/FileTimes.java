package dev.vhs.cli.transfer;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times of files, which not every system can hold. */
final class FileTimes {
  /** The coarsest times that file systems keep. */
  private static final Duration COARSE = Duration.ofSeconds(2);

  private FileTimes() {}

  /**
   * Sets the time of a file's last change, and looks at it again: systems that can't hold a time
   * take another one without a word.
   *
   * @return the time that the file has now; the same as asked for if it differs only by the
   *     system's precision
   */
  static Instant set(BasicFileAttributeView file, Instant time) throws IOException {
    Instant now = trySet(file, time);
    // Java hands on a time before 1970 only in whole seconds.
    return now.equals(time) ? now : trySet(file, time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant trySet(BasicFileAttributeView file, Instant time) throws IOException {
    try {
      file.setTimes(FileTime.from(time), null, null);
    } catch (IOException e) {
      // The time that it has instead tells.
    }
    Instant now = file.readAttributes().lastModifiedTime().toInstant();
    return isNear(now, time) ? time : now;
  }

  private static boolean isNear(Instant found, Instant asked) {
    Duration lost = Duration.between(found, asked);
    boolean exact = asked.getEpochSecond() < 0;
    return exact ? lost.isZero() : !lost.isNegative() && lost.compareTo(COARSE) < 0;
  }
}
