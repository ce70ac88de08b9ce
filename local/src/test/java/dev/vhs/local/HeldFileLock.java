package dev.vhs.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the lock on a file until it gets a line. */
final class HeldFileLock {
  private HeldFileLock() {}

  public static void main(String[] arguments) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(lock.isValid());
      if (System.in.read() < 0) {
        throw new IOException("no line came");
      }
    }
  }
}
