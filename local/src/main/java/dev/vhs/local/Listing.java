package dev.vhs.local;

import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.ObjectPage;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lists objects in the order of their keys, in bounded memory: of each folder on its way it keeps
 * the lowest names that are still to come, and reads the folder again when they are used up.
 */
final class Listing {
  private static final int MIN_WINDOW = 256;

  /** A key that ends where a name would get too long comes before those that go on. */
  private static final Comparator<KeyNames.Part> ORDER =
      Comparator.comparing(KeyNames.Part::text).thenComparing(KeyNames.Part::folder);

  private final String prefix;
  private final String after;
  private final int limit;
  private final int window;
  private final List<ObjectFacts> found = new ArrayList<>();
  private boolean more;

  private Listing(String prefix, String after, int limit) {
    this.prefix = KeyNames.raw(prefix);
    this.after = KeyNames.raw(after);
    this.limit = limit;
    this.window = Math.max(MIN_WINDOW, limit == Integer.MAX_VALUE ? limit : limit + 1);
  }

  /** A page of the objects in a folder and below. */
  static ObjectPage list(Path objects, String prefix, String after, int limit) throws IOException {
    Listing listing = new Listing(prefix, after, limit);
    listing.walk(objects, "", 0);
    return new ObjectPage(listing.found, !listing.more);
  }

  /** Walks a folder, the keys of whose objects begin with {@code base}. */
  private void walk(Path folder, String base, int depth) throws IOException {
    KeyNames.Part beyond = null;
    List<KeyNames.Part> parts;
    do {
      parts = lowest(folder, base, depth, beyond);
      for (KeyNames.Part part : parts) {
        Path path = folder.resolve(KeyNames.name(part, depth));
        if (!part.folder()) {
          add(path, base + part.text());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          walk(path, base + part.text(), depth + 1);
        }
        if (more) {
          return;
        }
        beyond = part;
      }
    } while (parts.size() == window);
  }

  private void add(Path file, String raw) throws IOException {
    ObjectFacts facts = ObjectFiles.facts(file, KeyNames.key(raw));
    if (facts == null) {
      return;
    }
    if (found.size() == limit) {
      more = true;
    } else {
      found.add(facts);
    }
  }

  private List<KeyNames.Part> lowest(
      Path folder, String base, int depth, KeyNames.@Nullable Part beyond) throws IOException {
    PriorityQueue<KeyNames.Part> kept = new PriorityQueue<>(ORDER.reversed());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        KeyNames.Part part = KeyNames.part(path.getFileName().toString(), depth);
        if (part == null
            || !isWanted(base + part.text(), part.folder())
            || (beyond != null && ORDER.compare(part, beyond) <= 0)) {
          continue;
        }
        if (kept.size() < window) {
          kept.add(part);
        } else if (ORDER.compare(part, kept.element()) < 0) {
          kept.remove();
          kept.add(part);
        }
      }
    } catch (NoSuchFileException e) {
      // The store is not there yet, or somebody has just removed this folder, being empty.
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<KeyNames.Part> sorted = new ArrayList<>(kept);
    sorted.sort(ORDER);
    return sorted;
  }

  /** Whether a file's key is asked for, or one in a folder may be. */
  private boolean isWanted(String raw, boolean folder) {
    boolean within = raw.startsWith(prefix) || (folder && prefix.startsWith(raw));
    boolean beyond = raw.compareTo(after) > 0 || (folder && after.startsWith(raw));
    return within && beyond;
  }
}
