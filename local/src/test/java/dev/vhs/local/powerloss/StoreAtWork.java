package dev.vhs.local.powerloss;

import dev.vhs.Codec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that writes a store, alone and in several threads, and says each write that is done.
 */
final class StoreAtWork {
  private static final int INLINE_ITEM_BYTES = 1000;
  private static final int THREADS = 3;

  /** Standard output, where a line is written in one call so that it can be told from others. */
  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private StoreAtWork() {}

  /**
   * Writes the store.
   *
   * @param arguments the store's URI, how often it is opened, and how many versions each id gets
   *     each time
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    int versions = Integer.parseInt(arguments[2]);
    say(ForceOrder.ALONE);
    for (int round = 0; round < rounds; round++) {
      try (Vhs vhs = open(arguments[0])) {
        VersionedStore<String> store = vhs.store(Codec.text());
        put(store, "readme", 1);
        put(store, "src/main/App.java", versions);
        // The key of so long an id is a hash, so its object has a file of metadata.
        put(store, "x".repeat(600), versions);
        put(store, "round " + round + "/of/its own", 2);
        for (int thread = 0; thread < THREADS; thread++) {
          // Here, so that the folders are there: what is made by one and used by another at the
          // same moment may be told in the wrong order.
          put(store, "thread/" + thread, 2);
        }
        say(ForceOrder.TOGETHER);
        putTogether(store, versions);
        say(ForceOrder.ALONE);
        put(store, "readme", 2);
      }
    }
  }

  /** Opens the store so that small and large values are both short. */
  static Vhs open(String uri) {
    return Vhs.builder(uri).inlineItemBytes(INLINE_ITEM_BYTES).open();
  }

  /** Returns the value that a version of an id has. */
  static String value(String id, long version) {
    return version + " of " + id + ".".repeat(version % 2 == 0 ? 2 * INLINE_ITEM_BYTES : 40);
  }

  private static void putTogether(VersionedStore<String> store, int versions) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String id = "thread/" + thread;
        all.add(threads.submit(() -> put(store, id, versions)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void put(VersionedStore<String> store, String id, int versions) {
    long next = store.exists(id) ? store.getLatest(id).version() + 1 : 0;
    for (long version = next; version < next + versions; version++) {
      if (store.putLatest(id, value(id, version)).version() != version) {
        throw new AssertionError("another version than " + version + " of " + id);
      }
      say(ForceOrder.DONE + version + " " + id);
    }
  }

  private static void say(String line) {
    try {
      OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
