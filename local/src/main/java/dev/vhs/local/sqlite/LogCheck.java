package dev.vhs.local.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/**
 * A look at the write-ahead log that a crash left behind (SQLite, "Database File Format", 4).
 * SQLite takes the first frame whose checksum is wrong for the end of the log, since that is what a
 * loss of power leaves. Damage further up looks the same, and would silently undo all commits after
 * it.
 *
 * <p>They can be told apart. A commit is forced to disk before the next one is written, and each
 * frame's checksum goes on from that of the frame before. So where a commit stands behind the first
 * wrong frame and another frame goes on from it, that wrong frame had been on disk whole; and so
 * where the wrong frame is itself such a commit, but for its header. Of the last commit in the log
 * this can't be known: if it is damaged, it is lost as one that was not finished.
 */
final class LogCheck {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;

  /** The places in a frame's header of the mark of a commit and of the checksum. */
  private static final int MARK = 4;

  private static final int SUM = 16;

  private static final int MAGIC = 0x377f_0682;
  private static final int MIN_PAGE = 512;
  private static final int MAX_PAGE = 65_536;
  private static final int MAX_TRIES = 100;
  private static final int NONE = -1;

  private final FileChannel channel;
  private final ByteOrder order;
  private final int pageSize;
  private final byte[] salts;
  private int one;
  private int two;

  private LogCheck(FileChannel channel, ByteOrder order, int pageSize, byte[] salts) {
    this.channel = channel;
    this.order = order;
    this.pageSize = pageSize;
    this.salts = salts;
  }

  /** Returns whether commits of a log were damaged that had been on disk whole. */
  static boolean isDamaged(Path log) throws IOException {
    try (FileChannel channel =
        FileChannel.open(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      for (int tries = 0; tries < MAX_TRIES; tries++) {
        byte[] header = read(channel, 0, HEADER_BYTES);
        int damaged = header.length < HEADER_BYTES ? NONE : damaged(channel, header);
        if (damaged == NONE) {
          return false;
        }
        // Others may be writing. A frame that was not whole when it was looked at, and after which
        // others were seen, is whole by now; and a log that is begun again has another header.
        if (damaged == damaged(channel, header)
            && Arrays.equals(header, read(channel, 0, HEADER_BYTES))) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Returns the damaged frame before which all are whole; {@link #NONE} where none is damaged. */
  private static int damaged(FileChannel channel, byte[] header) throws IOException {
    ByteBuffer fields = ByteBuffer.wrap(header);
    ByteOrder order = (fields.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int pageSize = fields.getInt(8);
    byte[] salts = Arrays.copyOfRange(header, 16, 24);
    boolean sized = pageSize >= MIN_PAGE && pageSize <= MAX_PAGE && Integer.bitCount(pageSize) == 1;
    if (sized && (fields.getInt(0) & ~1) == MAGIC) {
      LogCheck check = new LogCheck(channel, order, pageSize, salts);
      check.sum(header, 0, HEADER_BYTES - 8);
      if (check.isSum(header, HEADER_BYTES - 8)) {
        int wrong = check.firstWrong();
        return check.wasCommit(wrong) || check.goesOnBehind(wrong) ? wrong : NONE;
      }
    }
    // A header is on disk before any frame: if it is wrong and frames follow, it was damaged.
    return hasFrames(channel) ? 0 : NONE;
  }

  /**
   * Returns whether a log whose header is wrong has frames that follow one on the other. The index
   * would tell their size, but must not be opened: closing it would drop the locks that other
   * connections of this process have on it.
   */
  private static boolean hasFrames(FileChannel channel) throws IOException {
    byte[] first = read(channel, HEADER_BYTES, FRAME_HEADER_BYTES);
    if (first.length < FRAME_HEADER_BYTES) {
      return false;
    }
    byte[] salts = Arrays.copyOfRange(first, 8, 16);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (int size = MIN_PAGE; size <= MAX_PAGE; size *= 2) {
        if (new LogCheck(channel, order, size, salts).goesOnBehind(0)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns the number of frames before the first wrong one. The checksum so far is then that of
   * the frame before it.
   */
  private int firstWrong() throws IOException {
    int frame = 0;
    int oneBefore = one;
    int twoBefore = two;
    while (isNext(frame(frame))) {
      oneBefore = one;
      twoBefore = two;
      frame++;
    }
    one = oneBefore;
    two = twoBefore;
    return frame;
  }

  /**
   * Returns whether the first wrong frame was a commit from which another frame goes on, and only
   * its header was damaged: what marks it as a commit, its salts or its checksum. The checksum so
   * far must be that of the frame before it.
   */
  private boolean wasCommit(int wrong) throws IOException {
    byte[] frame = frame(wrong);
    byte[] next = frame(wrong + 1);
    if (frame.length == 0 || next.length == 0) {
      return false;
    }
    if (mark(frame) == 0) {
      ByteBuffer.wrap(frame).putInt(MARK, fittingMark(frame));
    }
    add(frame);
    return mark(frame) != 0 && isNext(next);
  }

  /**
   * Returns the mark of a commit with which an unmarked frame has the checksum that it carries; 0
   * if none fits. A checksum is linear in each of its words, so there is at most one.
   */
  private int fittingMark(byte[] frame) {
    LogCheck unmarked = new LogCheck(channel, order, pageSize, salts);
    unmarked.one = one;
    unmarked.two = two;
    unmarked.add(frame);
    // What one more in the mark adds to both sums. These are neighbours among the Fibonacci
    // numbers, of which two are never even.
    int inOne = 0;
    int inTwo = 1;
    for (int at = FRAME_HEADER_BYTES; at < frame.length; at += 8) {
      inOne += inTwo;
      inTwo += inOne;
    }
    ByteBuffer fields = ByteBuffer.wrap(frame);
    int missingInOne = fields.getInt(SUM) - unmarked.one;
    int missingInTwo = fields.getInt(SUM + 4) - unmarked.two;
    boolean byOne = (inOne & 1) == 1;
    int word = (byOne ? missingInOne : missingInTwo) * inverse(byOne ? inOne : inTwo);
    if (inOne * word != missingInOne || inTwo * word != missingInTwo) {
      return 0;
    }
    return order == ByteOrder.BIG_ENDIAN ? word : Integer.reverseBytes(word);
  }

  /** Returns the inverse of an odd number among the numbers of 32 bits, by Newton's method. */
  private static int inverse(int odd) {
    int inverse = odd;
    for (int rightBits = 3; rightBits < Integer.SIZE; rightBits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /**
   * Returns the number of pages after a commit, which marks its last frame; 0 for another frame.
   */
  private static int mark(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(MARK);
  }

  /** Returns whether a commit stands at a frame or behind it, and another frame goes on from it. */
  private boolean goesOnBehind(int from) throws IOException {
    byte[] before = frame(from);
    for (int at = from + 1; before.length > 0; at++) {
      byte[] next = frame(at);
      ByteBuffer fields = ByteBuffer.wrap(before);
      one = fields.getInt(SUM);
      two = fields.getInt(SUM + 4);
      boolean commits = mark(before) != 0 && hasSalts(before);
      if (commits && isNext(next)) {
        return true;
      }
      before = next;
    }
    return false;
  }

  private boolean hasSalts(byte[] frame) {
    return Arrays.equals(frame, 8, 16, salts, 0, salts.length);
  }

  /** Returns whether a frame goes on from the checksum so far, which then includes it. */
  private boolean isNext(byte[] frame) {
    if (frame.length == 0 || !hasSalts(frame)) {
      return false;
    }
    add(frame);
    return isSum(frame, SUM);
  }

  /** Adds what the checksum of a frame covers: its page's number, its mark and its page. */
  private void add(byte[] frame) {
    sum(frame, 0, 8);
    sum(frame, FRAME_HEADER_BYTES, frame.length);
  }

  private byte[] frame(int frame) throws IOException {
    int size = FRAME_HEADER_BYTES + pageSize;
    byte[] bytes = read(channel, HEADER_BYTES + (long) frame * size, size);
    return bytes.length == size ? bytes : new byte[0];
  }

  private void sum(byte[] bytes, int from, int to) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(order);
    for (int at = from; at < to; at += 8) {
      one += words.getInt(at) + two;
      two += words.getInt(at + 4) + one;
    }
  }

  private boolean isSum(byte[] bytes, int at) {
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    return fields.getInt(at) == one && fields.getInt(at + 4) == two;
  }

  private static byte[] read(FileChannel channel, long position, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // Goes on until the file ends.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
