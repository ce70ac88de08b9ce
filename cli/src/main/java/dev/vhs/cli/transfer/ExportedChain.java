package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The versions of an id in a folder that {@code export --ndjson} wrote. */
final class ExportedChain implements Chain {
  private final Path folder;
  private final String id;
  private final NavigableMap<Long, CopiedVersion> versions = new TreeMap<>();

  ExportedChain(Path folder, String id, Collection<CopiedVersion> versions) {
    this.folder = folder;
    this.id = id;
    versions.forEach(version -> this.versions.put(version.version(), version));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Stream<CopiedVersion> history() {
    return versions.descendingMap().values().stream();
  }

  @Override
  public CopiedVersion version(long version) {
    return Objects.requireNonNull(versions.get(version));
  }

  @Override
  public void requireSound(long version) throws IOException {
    CopiedVersion exported = version(version);
    Path file = file(exported);
    String problem;
    try {
      long size = Files.size(file);
      if (size != exported.size()) {
        problem = "has %s bytes instead of %s".formatted(size, exported.size());
      } else if (!Digests.sha256(file).equals(exported.sha256())) {
        problem = "has other bytes than at its export";
      } else {
        return;
      }
    } catch (NoSuchFileException e) {
      problem = "does not exist";
    }
    throw new Failure(
        Failure.DAMAGED,
        "v%s: the file of its value, %s, %s. Export it again".formatted(version, file, problem),
        id,
        version,
        null);
  }

  @Override
  public InputStream open(long version) throws IOException {
    return Files.newInputStream(file(version(version)), LinkOption.NOFOLLOW_LINKS);
  }

  private Path file(CopiedVersion version) {
    return folder.resolve(ExportedVersions.object(Objects.requireNonNull(version.sha256())));
  }
}
