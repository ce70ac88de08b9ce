package dev.vhs.local.files;

import dev.vhs.Location;
import dev.vhs.local.shared.FileFailures;
import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.local.shared.Rights;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.ObjectTraits;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Objects as plain files in a folder, shared safely by threads and by processes of one machine.
 *
 * <p>An object is written to a temporary file in the same folder, forced to disk, renamed, and the
 * rename forced to disk, before {@link #put} returns: what was stored survives a loss of power, and
 * nobody sees a part of it. A deletion is not forced to disk, so after a loss of power the object
 * may be back, which the sweep takes for an orphan. An object's age is its file's time of
 * modification. Symbolic links in the folder are not followed, also where somebody puts one there
 * meanwhile. Nothing is made before the first upload.
 */
public final class FileObjectStore implements ObjectStore {
  private final Path folder;
  private final ObjectTraits traits;
  private final ObjectFiles files;
  private final WriterLock lock;
  private final TemporaryFiles temporary;
  private final ObjectWriter writer;

  /** The listing that was last asked for, if there is more of it. */
  private final AtomicReference<@Nullable Listing> suspended = new AtomicReference<>();

  private FileObjectStore(Path folder, InstantSource clock, boolean setsTime, Rights rights) {
    this.folder = folder;
    this.traits = ObjectTraits.builder(clock).build();
    this.files = new ObjectFiles(folder.toAbsolutePath().normalize(), rights);
    this.lock = new WriterLock(rights);
    this.temporary = new TemporaryFiles(files);
    this.writer = new ObjectWriter(files, temporary, new Publisher(files, lock), clock, setsTime);
  }

  /**
   * Opens the objects in a folder, by the system's clock.
   *
   * @param folder the folder; it need not be there. The objects lie in its subfolder {@code
   *     objects}
   */
  public static FileObjectStore open(Path folder) {
    return open(folder, Rights.OWNER);
  }

  /**
   * Opens the objects in a folder, by another clock than the system's.
   *
   * @param folder the folder; it need not be there. The objects lie in its subfolder {@code
   *     objects}
   * @param clock its time, which the files are given as their time of modification
   */
  public static FileObjectStore open(Path folder, InstantSource clock) {
    return open(folder, clock, Rights.OWNER);
  }

  /** Opens the objects in a folder, by the system's clock, with these rights of new files. */
  public static FileObjectStore open(Path folder, Rights rights) {
    return new FileObjectStore(folder, InstantSource.system(), false, rights);
  }

  /** Opens the objects in a folder, by another clock, with these rights of new files. */
  public static FileObjectStore open(Path folder, InstantSource clock, Rights rights) {
    return new FileObjectStore(folder, clock, true, rights);
  }

  @Override
  public ObjectTraits traits() {
    return traits;
  }

  @Override
  public boolean put(Upload upload, RequestContext context) throws IOException {
    context.requested();
    try {
      return writer.write(upload, context);
    } catch (BodyReader.Failure e) {
      throw e.reason();
    } catch (IOException e) {
      throw FileFailures.writing(e, folder);
    }
  }

  @Override
  public @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context) {
    context.requested();
    if (!isOurs(location)) {
      return null;
    }
    Path file = files.file(location.key());
    try (OpenedFolder opened = files.folders().open(Folders.parent(file))) {
      Path name = file.getFileName();
      ObjectInfo info = info(opened, name, location.key());
      if (info == null) {
        return null;
      }
      FileChannel channel = opened.openFile(name, StandardOpenOption.READ);
      InputStream stream = new FileRangeInputStream(channel, range, context);
      return new ObjectStream(info, stream);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw FileFailures.reading(e, file);
    }
  }

  @Override
  public @Nullable ObjectInfo stat(Location location, RequestContext context) {
    context.requested();
    if (!isOurs(location)) {
      return null;
    }
    Path file = files.file(location.key());
    try (OpenedFolder opened = files.folders().open(Folders.parent(file))) {
      return info(opened, file.getFileName(), location.key());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw FileFailures.reading(e, file);
    }
  }

  private static @Nullable ObjectInfo info(OpenedFolder opened, Path name, String key)
      throws IOException {
    while (true) {
      ObjectInfo info = ObjectFiles.info(opened, name, key);
      if (info == null) {
        return null;
      }
      Map<String, String> metadata = ObjectMetadata.read(opened, name);
      if (metadata != null) {
        return info.toBuilder().userMetadata(metadata).build();
      }
      // They go after their object does: only of one that is still there they follow from its key.
      if (info.equals(ObjectFiles.info(opened, name, key))) {
        return info.toBuilder().userMetadata(ObjectMetadata.implied(key)).build();
      }
    }
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    context.requested();
    Listing listing = suspended.getAndSet(null);
    try {
      if (listing == null || !listing.continues(prefix, after)) {
        listing = Listing.of(files.objects(), prefix, after);
      }
      ObjectPage page = listing.next(limit);
      if (!page.last()) {
        suspended.set(listing);
      }
      return page;
    } catch (IOException e) {
      throw FileFailures.reading(e, files.objects());
    }
  }

  @Override
  public void delete(Location location, RequestContext context) {
    context.requested();
    if (!isOurs(location)) {
      throw new IllegalArgumentException(location + " is not in folder " + folder);
    }
    Path file = files.file(location.key());
    try {
      try (OpenedFolder opened = files.folders().openIfThere(Folders.parent(file))) {
        if (opened == null) {
          return;
        }
        remove(opened, file.getFileName(), context);
      }
      files.folders().prune(Folders.parent(file), files.objects());
    } catch (IOException e) {
      throw FileFailures.writing(e, file);
    }
  }

  private void remove(OpenedFolder opened, Path name, RequestContext context) throws IOException {
    opened.deleteIfExists(name);
    Path beside = ObjectFiles.metadata(name);
    if (opened.attributes(beside) != null) {
      try (OpenedFolder uploads = files.folders().make(files.temporary())) {
        // Not those of an object that somebody has stored since.
        lock.hold(
            uploads,
            context,
            () -> opened.attributes(name) == null && opened.deleteIfExists(beside));
      }
    }
  }

  @Override
  public int abortUploads(String prefix, Instant startedBefore, RequestContext context) {
    context.requested();
    try {
      return temporary.removeOlder(prefix, startedBefore);
    } catch (IOException e) {
      throw FileFailures.writing(e, files.temporary());
    }
  }

  @Override
  public void close() {
    suspended.set(null);
  }

  private static boolean isOurs(Location location) {
    return location.bucket().isEmpty();
  }
}
