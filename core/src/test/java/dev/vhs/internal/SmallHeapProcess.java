package dev.vhs.internal;

import dev.vhs.Codec;
import dev.vhs.Result;
import dev.vhs.Variant;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.runtime.Digests;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.SupportsBatchRead;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process of little memory, whose index has a row of any id and keeps none. */
final class SmallHeapProcess {
  private static final byte[] NOTHING = new byte[0];

  private SmallHeapProcess() {}

  /**
   * Reads many values.
   *
   * @param arguments how, the variant, how many ids, and how many bytes each value has
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream output = System.out;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    Variant variant = Variant.valueOf(arguments[1]);
    int ids = Integer.parseInt(arguments[2]);
    int bytes = Integer.parseInt(arguments[3]);
    InstantSource clock = InstantSource.system();
    MemoryPointerIndex memory = new MemoryPointerIndex(variant, clock);
    Backend backend =
        new Backend(endless(memory, bytes), new MemoryObjectStore(clock), "", "memory:");
    Vhs vhs = Vhs.builder(backend).open();
    try {
      output.println(
          switch (arguments[0]) {
            case "getAll" -> vhs.store(Codec.bytes()).getAll(ids(ids)).size() + " read";
            case "undecodable" -> undecodable(vhs, ids);
            default -> async(vhs, ids);
          });
    } catch (OutOfMemoryError e) {
      output.println(e.getClass().getSimpleName());
    }
    output.flush();
    Runtime.getRuntime().halt(0);
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add("id" + i);
    }
    return ids;
  }

  private static String undecodable(Vhs vhs, int ids) {
    Codec<Integer> failing =
        new Codec<>() {
          @Override
          public byte[] encode(Integer value) {
            return NOTHING;
          }

          @Override
          public Integer decode(byte[] bytes, String contentType) {
            throw new UnsupportedOperationException("not read here");
          }

          @Override
          public String contentType() {
            return "text/plain";
          }
        };
    return vhs.store(failing).getAll(ids(ids)).values().stream()
            .filter(result -> result.failure().isPresent())
            .count()
        + " failed";
  }

  private static String async(Vhs vhs, int ids) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    VersionedStore<byte[]> store = vhs.store(Codec.bytes());
    List<CompletableFuture<Versioned<byte[]>>> stages = new ArrayList<>();
    for (String id : ids(ids)) {
      stages.add(store.async(threads).apply(own -> own.getLatest(id)).toCompletableFuture());
    }
    String failure = "none";
    for (CompletableFuture<Versioned<byte[]>> stage : stages) {
      try {
        stage.get();
      } catch (ExecutionException e) {
        failure = e.getCause().getClass().getSimpleName();
      }
    }
    return failure;
  }

  /** An index that answers reads of newest rows from nowhere. */
  private static PointerIndex endless(MemoryPointerIndex memory, int bytes) {
    return (PointerIndex)
        Proxy.newProxyInstance(
            SmallHeapProcess.class.getClassLoader(),
            new Class<?>[] {PointerIndex.class, SupportsBatchRead.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("newest") && arguments[0] instanceof String id) {
                return row(id, bytes);
              }
              if (method.getName().equals("newest")) {
                Map<String, Result<Optional<Row>>> rows = new HashMap<>();
                for (Object id : (Set<?>) arguments[0]) {
                  rows.put((String) id, new Result.Success<>(Optional.of(row((String) id, bytes))));
                }
                return rows;
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Row row(String id, int bytes) {
    byte[] value = new byte[bytes];
    Content content =
        Content.builder(bytes, Digests.hex(Digests.sha256(value)), "application/octet-stream")
            .createdAt(Instant.EPOCH)
            .build();
    return Row.inline(id, 0, Bytes.wrap(value), content, new UUID(1, 1), Instant.EPOCH);
  }
}
