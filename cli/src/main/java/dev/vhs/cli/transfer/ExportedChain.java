package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The versions of an id in a folder that {@code export --ndjson} wrote. */
final class ExportedChain implements Chain {
  private final Folder folder;
  private final String id;
  private final NavigableMap<Long, CopiedVersion> versions = new TreeMap<>();

  ExportedChain(Folder folder, String id, Collection<CopiedVersion> versions) {
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
    TreeFile file = file(exported);
    String problem;
    try {
      long size = file.length();
      if (size != exported.size()) {
        problem = "has " + size + " bytes instead of " + exported.size();
      } else if (!file.sha256().equals(exported.sha256())) {
        problem = "has other bytes than at its export";
      } else {
        return;
      }
    } catch (NoSuchFileException e) {
      problem = "does not exist";
    } catch (NotFileException | NotDirectoryException e) {
      problem = "is not a file";
    }
    throw new Failure(
        Failure.DAMAGED,
        "v%s: the file of its value, %s, %s. Export it again"
            .formatted(version, folder.path().resolve(file.path()), problem),
        id,
        version,
        null);
  }

  @Override
  public InputStream open(long version) throws IOException {
    return file(version(version)).open();
  }

  private TreeFile file(CopiedVersion version) {
    String name = ExportedVersions.object(Objects.requireNonNull(version.sha256()));
    return new TreeFile(folder, folder.path().getFileSystem().getPath(name));
  }
}
