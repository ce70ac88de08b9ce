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
 * An id on which an operation is tried, and its acknowledged versions.
 *
 * @param id the id, which nobody else has
 * @param size the size of all values
 * @param acknowledged the versions that exist, or have been replaced
 */
record WireSubject(String id, Size size, List<VersionInfo> acknowledged) {
  /** The size of values. */
  enum Size {
    /** They are inline, in the row. */
    INLINE(20),
    /** They are objects of one request, and streams are not held in memory whole. */
    LARGE(80_000),
    /** They are objects, and those of streams have two parts. */
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

  /** The state of an id before. */
  enum Prior {
    /** Nobody ever wrote it. */
    NONE,
    /** It has versions 0 and 1. */
    TWO_VERSIONS,
    /** It had version 0, and was deleted as version 1. */
    DELETED
  }

  /** Prepares an id by writing its earlier versions. */
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

  /** Returns the newest version before. */
  VersionInfo newest() {
    return acknowledged.get(acknowledged.size() - 1);
  }

  /** Returns a value of this size. */
  String text(String word) {
    return padded(word, size.text);
  }

  private static String padded(String word, int characters) {
    return word + ".".repeat(characters - word.length());
  }

  /** Returns a value of this size that can be read only once. */
  Source stream(String word) {
    byte[] bytes = padded(word, size.stream).getBytes(StandardCharsets.UTF_8);
    return Source.of(new ByteArrayInputStream(bytes), bytes.length);
  }
}
