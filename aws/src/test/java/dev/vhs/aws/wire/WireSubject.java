package dev.vhs.aws.wire;

import dev.vhs.Codec;
import dev.vhs.Source;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An id that an operation is tried upon, and what was acknowledged of it before.
 *
 * @param id which nobody else has
 * @param size of all values
 * @param acknowledged the versions that are there, or were and have been replaced
 */
record WireSubject(String id, Size size, List<VersionInfo> acknowledged) {
  /** How large values are. */
  enum Size {
    /** They ride in the row. */
    INLINE(20),
    /** They are an object, which is one request, and a stream is not held in memory whole. */
    LARGE(80_000),
    /** They are large, and streams an object of two parts. */
    PARTS(80_000, (8 << 20) + 1_000);

    private final int text;
    private final int stream;

    Size(int characters) {
      this(characters, characters);
    }

    Size(int text, int stream) {
      this.text = text;
      this.stream = stream;
    }
  }

  /** What an id is like before. */
  enum Prior {
    /** Nobody ever wrote it. */
    NONE,
    /** It has versions 0 and 1. */
    TWO_VERSIONS,
    /** It had version 0, and was deleted as version 1. */
    DELETED
  }

  /** Writes what is to be there before. */
  static WireSubject prepared(Vhs sound, String id, Size size, Prior prior) {
    WireSubject subject = new WireSubject(id, size, new ArrayList<>());
    VersionedStore<String> store = sound.store(Codec.text());
    if (prior != Prior.NONE) {
      subject.acknowledged.add(store.init(id, subject.text("zero")));
      subject.acknowledged.add(
          prior == Prior.DELETED ? store.delete(id) : store.putLatest(id, subject.text("one")));
    }
    return subject;
  }

  /** What was newest before. */
  VersionInfo newest() {
    return acknowledged.get(acknowledged.size() - 1);
  }

  /** A value of this size. */
  String text(String word) {
    return padded(word, size.text);
  }

  private static String padded(String word, int characters) {
    return word + ".".repeat(characters - word.length());
  }

  /** A value of this size that can be read once only. */
  Source stream(String word) {
    byte[] bytes = padded(word, size.stream).getBytes(StandardCharsets.UTF_8);
    return Source.of(new ByteArrayInputStream(bytes), bytes.length);
  }
}
