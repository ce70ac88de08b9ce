package dev.vhs.cli;

import dev.vhs.Facts;
import dev.vhs.NoVersionExists;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies the chains of ids from one store to another. Safe for use by many threads, each on its own
 * id.
 */
final class CopyChain {
  private final StreamStore source;
  private final StreamStore target;
  private final boolean newestOnly;
  private final String targetName;
  private final Tally tally;
  private final LongAdder deletions = new LongAdder();

  CopyChain(Vhs source, Vhs target, Tally tally) {
    this.source = source.streams();
    this.target = target.streams();
    this.newestOnly = target.variant() == Variant.SINGLE;
    this.targetName = target.name();
    this.tally = tally;
  }

  /** How many deletions were copied. */
  long deletions() {
    return deletions.sum();
  }

  /** Copies what the target lacks of an id, oldest first. */
  void copy(String id) {
    try {
      List<Missing> missing = missing(id);
      Collections.reverse(missing);
      for (Missing each : missing) {
        if (each.deleted()) {
          target.delete(id, each.version());
          deletions.increment();
        } else {
          tally.done(write(id, each.version()).size());
        }
      }
    } catch (RuntimeException e) {
      tally.failed(id, e);
    }
  }

  /** A version that the target lacks. */
  private record Missing(long version, boolean deleted) {}

  /** Goes down both chains side by side: what the target lacks, newest first. */
  private List<Missing> missing(String id) {
    List<Missing> missing = new ArrayList<>();
    try (Stream<Facts> ours = source.history(id);
        Stream<Facts> theirs = historyOrNone(id)) {
      Iterator<Facts> there = theirs.iterator();
      Facts other = next(there);
      long newestThere = other == null ? -1 : other.version();
      for (Iterator<Facts> each = ours.iterator(); each.hasNext(); ) {
        Facts facts = each.next();
        if (other != null && other.version() > facts.version()) {
          throw conflict(id, other.version(), "is not in the store that is copied");
        }
        if (other != null && other.version() == facts.version()) {
          requireSame(facts, other);
          tally.unchanged();
          other = next(there);
        } else if (facts.version() < newestThere) {
          throw conflict(id, newestThere, "is there, but v" + facts.version() + " below it is not");
        } else {
          missing.add(new Missing(facts.version(), facts.isDeleted()));
        }
        if (newestOnly) {
          break;
        }
      }
    }
    return missing;
  }

  private Stream<Facts> historyOrNone(String id) {
    try {
      return target.history(id);
    } catch (NoVersionExists e) {
      return Stream.of();
    }
  }

  private static @Nullable Facts next(Iterator<Facts> facts) {
    return facts.hasNext() ? facts.next() : null;
  }

  private void requireSame(Facts ours, Facts theirs) {
    boolean same =
        ours.kind() == theirs.kind()
            && (ours.isDeleted() || sha256(source, ours).equals(sha256(target, theirs)))
            && (ours.contentType().isEmpty() || ours.contentType().equals(theirs.contentType()))
            && ours.metadata().equals(theirs.metadata());
    if (!same) {
      throw conflict(ours.id(), ours.version(), "is another value");
    }
  }

  /** A version's checksum; of one that another program wrote, by reading it. */
  private static String sha256(StreamStore store, Facts facts) {
    if (facts.sha256().isPresent()) {
      return facts.sha256().get();
    }
    try (InputStream bytes = store.open(facts.id(), facts.version())) {
      return Digests.sha256(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Failure conflict(String id, long version, String how) {
    return new Failure(
        Failure.CONFLICT,
        "v" + version + " in " + targetName + " " + how + "; nothing of this id was copied",
        id,
        version,
        null);
  }

  private Facts write(String id, long version) {
    Facts facts = source.info(id, version);
    WriteOptions options = WriteOptions.DEFAULT.metadata(facts.metadata());
    if (facts.contentType().isPresent()) {
      options = options.contentType(facts.contentType().get());
    }
    if (facts.createdAt().isPresent()) {
      options = options.createdAt(facts.createdAt().get());
    }
    Facts written = target.with(options).put(id, version, new VersionSource(facts));
    if (facts.sha256().isPresent() && !facts.sha256().equals(written.sha256())) {
      throw new Failure(
          Failure.DAMAGED,
          "v"
              + version
              + " arrived as other bytes than it left; it is in "
              + targetName
              + " all the same",
          id,
          version,
          null);
    }
    return written;
  }

  /** One version, as a source that can be opened again. */
  private final class VersionSource implements Source {
    private final Facts facts;

    VersionSource(Facts facts) {
      this.facts = facts;
    }

    @Override
    public InputStream open() {
      return source.open(facts.id(), facts.version());
    }

    @Override
    public OptionalLong size() {
      return facts.size() < 0 ? OptionalLong.empty() : OptionalLong.of(facts.size());
    }

    @Override
    public boolean isReplayable() {
      return true;
    }
  }
}
