package dev.vhs.examples.backend;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.nio.file.Path;
import java.time.InstantSource;

/** The two halves together. */
public final class FolderBackend {
  private FolderBackend() {}

  /** Opens the store in a folder, which the first write makes. */
  // snippet backend-pair
  public static Backend open(Path folder, Variant variant, InstantSource clock) {
    return new Backend(
        new FolderIndex(folder.resolve("index"), variant, clock),
        new FolderObjects(folder.resolve("objects"), clock),
        "", // what the keys of its objects begin with: nothing, since the folder is its own
        "folder:" + folder);
  }
  // end
}
