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
 * wrong frame and another frame goes on from it, that wrong frame had been on disk whole. Of the
 * last commit in the log this can't be known: if it is damaged, it is lost as one that was not
 * finished.
 */
final class LogCheck {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;
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
        return check.goesOnBehind(wrong) ? wrong : NONE;
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

  /** Returns the number of frames before the first wrong one, by the checksum so far. */
  private int firstWrong() throws IOException {
    int frame = 0;
    while (isNext(frame(frame))) {
      frame++;
    }
    return frame;
  }

  /** Returns whether a commit stands at a frame or behind it, and another frame goes on from it. */
  private boolean goesOnBehind(int from) throws IOException {
    byte[] before = frame(from);
    for (int at = from + 1; before.length > 0; at++) {
      byte[] next = frame(at);
      ByteBuffer fields = ByteBuffer.wrap(before);
      one = fields.getInt(16);
      two = fields.getInt(20);
      boolean commits = fields.getInt(4) != 0 && hasSalts(before);
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
    sum(frame, 0, 8);
    sum(frame, FRAME_HEADER_BYTES, frame.length);
    return isSum(frame, 16);
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
