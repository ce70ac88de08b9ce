package dev.vhs.cli.transfer;

import dev.vhs.NoVersionExists;
import dev.vhs.Source;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import dev.vhs.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The copying of chains into a store. Safe for use by many threads, each on its own id. */
final class CopyChain {
  private final StreamStore target;
  private final boolean newestOnly;
  private final String targetName;
  private final Tally tally;
  private final LongAdder deletions = new LongAdder();

  CopyChain(Vhs target, Tally tally) {
    this.target = target.streams();
    this.newestOnly = target.variant() == Variant.SINGLE;
    this.targetName = target.name();
    this.tally = tally;
  }

  /** Returns the number of deletions that were copied. */
  long deletions() {
    return deletions.sum();
  }

  /** Copies the versions of an id that the target lacks, oldest first. */
  void copy(Chain chain) {
    try {
      List<Missing> missing = missing(chain);
      Collections.reverse(missing);
      for (Missing each : missing) {
        if (each.deleted()) {
          target.delete(chain.id(), each.version());
          deletions.increment();
        } else {
          tally.done(write(chain, each.version()).size());
        }
      }
    } catch (RuntimeException | IOException e) {
      tally.failed(chain.id(), e);
    }
  }

  /** A version that the target lacks. */
  private record Missing(long version, boolean deleted) {}

  /**
   * Returns the versions that the target lacks, newest first. It goes down both chains side by
   * side.
   */
  private List<Missing> missing(Chain chain) throws IOException {
    String id = chain.id();
    Chain targetChain = new StoreChain(target, id);
    List<Missing> missing = new ArrayList<>();
    try (Stream<CopiedVersion> ours = chain.history();
        Stream<CopiedVersion> theirs = historyOrNone(targetChain)) {
      Iterator<CopiedVersion> there = theirs.iterator();
      CopiedVersion other = next(there);
      long newestThere = other == null ? -1 : other.version();
      for (Iterator<CopiedVersion> each = ours.iterator(); each.hasNext(); ) {
        CopiedVersion version = each.next();
        if (other != null && other.version() > version.version()) {
          throw conflict(id, other.version(), "is not in the source");
        }
        if (other != null && other.version() == version.version()) {
          requireSame(chain, version, targetChain, other);
          tally.unchanged();
          other = next(there);
        } else if (version.version() < newestThere) {
          throw conflict(
              id, newestThere, "exists, but v" + version.version() + " below it does not");
        } else {
          missing.add(new Missing(version.version(), version.deleted()));
        }
        if (newestOnly) {
          break;
        }
      }
    }
    return missing;
  }

  private static Stream<CopiedVersion> historyOrNone(Chain chain) {
    try {
      return chain.history();
    } catch (NoVersionExists e) {
      return Stream.of();
    }
  }

  private static @Nullable CopiedVersion next(Iterator<CopiedVersion> versions) {
    return versions.hasNext() ? versions.next() : null;
  }

  private void requireSame(Chain chain, CopiedVersion ours, Chain targetChain, CopiedVersion theirs)
      throws IOException {
    boolean same =
        ours.deleted() == theirs.deleted()
            && (ours.deleted() || chain.sha256(ours).equals(targetChain.sha256(theirs)))
            && (ours.contentType() == null || ours.contentType().equals(theirs.contentType()))
            && ours.metadata().equals(theirs.metadata());
    if (!same) {
      throw conflict(chain.id(), ours.version(), "is another value");
    }
  }

  private Failure conflict(String id, long version, String how) {
    return new Failure(
        Failure.CONFLICT,
        "v" + version + " in " + targetName + " " + how + ". Nothing of this id was copied",
        id,
        version,
        null);
  }

  private VersionInfo write(Chain chain, long version) throws IOException {
    CopiedVersion known = chain.version(version);
    chain.requireSound(version);
    WriteOptions options = WriteOptions.DEFAULT.metadata(known.metadata());
    if (known.contentType() != null) {
      options = options.contentType(known.contentType());
    }
    if (known.createdAt() != null) {
      options = options.createdAt(known.createdAt());
    }
    VersionInfo written =
        target.with(options).put(chain.id(), version, new VersionSource(chain, known));
    if (known.sha256() != null && !known.sha256().equals(written.sha256().orElse(null))) {
      throw new Failure(
          Failure.DAMAGED,
          "v" + version + " was damaged on its way: the copy in " + targetName + " has other bytes",
          chain.id(),
          version,
          null);
    }
    return written;
  }

  /** One version, as a source that can be opened again. */
  private record VersionSource(Chain chain, CopiedVersion version) implements Source {
    @Override
    public InputStream open() throws IOException {
      return chain.open(version.version());
    }

    @Override
    public OptionalLong size() {
      return version.size() < 0 ? OptionalLong.empty() : OptionalLong.of(version.size());
    }

    @Override
    public boolean isReplayable() {
      return true;
    }
  }
}
