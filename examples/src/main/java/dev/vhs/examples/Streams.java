package dev.vhs.examples;

import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.ValueStream;
import dev.vhs.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The examples of values larger than memory. */
public final class Streams {
  private Streams() {}

  /** Stores a file, and reads it back. */
  public static void copy(StreamStore streams, Path file, OutputStream out) throws IOException {
    // snippet streams
    streams.with(WriteOptions.DEFAULT.contentType("video/mp4")).putLatest("film", Source.of(file));
    try (ValueStream film = streams.open("film")) {
      film.transferTo(out); // the last byte comes only when size and SHA-256 are right
    }
    // end
  }

  /** Reads a part of a value. */
  public static byte[] part(StreamStore streams) throws IOException {
    // snippet range
    long newest = streams.info("film").version();
    try (ValueStream part = streams.openRange("film", newest, 1_000, 500)) {
      return part.readAllBytes(); // bytes 1000 to 1499, which can't be verified by themselves
    }
    // end
  }
}
