package dev.vhs.local.powerloss;

import dev.vhs.spi.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel that records what is written through it, and each force. */
final class RecordingChannel extends FileChannel {
  private final FileChannel channel;
  private final String path;
  private final Recording recording;

  RecordingChannel(FileChannel channel, String path, Recording recording) {
    this.channel = channel;
    this.path = path;
    this.recording = recording;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int written = write(from, channel.position());
    channel.position(channel.position() + written);
    return written;
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    ByteBuffer before = from.duplicate();
    int written = channel.write(from, position);
    byte[] bytes = new byte[written];
    before.get(bytes);
    recording.add(new FileOperation.Written(path, position, Bytes.wrap(bytes)));
    return written;
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long written = 0;
    for (int at = offset; at < offset + length; at++) {
      written += write(from[at]);
    }
    return written;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    channel.force(metadata);
    recording.add(new FileOperation.Forced(path));
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    channel.truncate(size);
    recording.add(new FileOperation.Resized(path, channel.size()));
    return this;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return channel.read(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    return channel.read(to, offset, length);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    return channel.read(to, position);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return channel.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return channel.tryLock(position, size, shared);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    return channel.transferTo(position, count, to);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) {
    throw new UnsupportedOperationException("a transfer would have to be recorded");
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException("a mapping can't be recorded");
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }
}
