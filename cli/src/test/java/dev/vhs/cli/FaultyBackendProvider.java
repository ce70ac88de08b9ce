package dev.vhs.cli;

import dev.vhs.AccessDenied;
import dev.vhs.Codec;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.memory.MemoryBackendProvider;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.StoreUri;
import java.nio.charset.StandardCharsets;

/**
 * Opens {@code faulty:HOW}, an empty store whose index fails: {@code unavailable}, {@code denied}
 * and {@code mismatch} at every request, {@code lost} at a commit, in a way that leaves open
 * whether it was done. {@code raced-NAME} is the store {@code memory:raced-NAME}, where another
 * writer is first at each second version: he writes {@code new}. {@code keeping-NAME} is the store
 * {@code memory:keeping-NAME} over {@link KeptObjects}.
 */
public final class FaultyBackendProvider implements BackendProvider {
  @Override
  public String scheme() {
    return "faulty";
  }

  @Override
  public Backend open(StoreUri uri) {
    if (uri.rest().startsWith("keeping-")) {
      Backend shared = new MemoryBackendProvider().open(StoreUri.parse("memory:" + uri.rest()));
      return new Backend(shared.index(), new KeptObjects(shared.objects()), "", uri.text());
    }
    if (uri.rest().startsWith("raced-")) {
      Backend shared = new MemoryBackendProvider().open(StoreUri.parse("memory:" + uri.rest()));
      return new Backend(
          new FaultyIndex(shared.index(), uri.rest()), shared.objects(), "", uri.text());
    }
    Backend sound = MemoryBackend.create(Variant.MULTI);
    return new Backend(new FaultyIndex(sound.index(), uri.rest()), sound.objects(), "", uri.text());
  }

  private record FaultyIndex(PointerIndex sound, String how) implements PointerIndex {
    private void fail() {
      switch (how) {
        case "unavailable" -> throw new StoreUnavailable("The service doesn't answer", null);
        case "denied" -> throw new AccessDenied("You may not read the table", null);
        case "mismatch" -> throw new StoreMismatch("This is another store", null);
        default -> {}
      }
    }

    @Override
    public IndexTraits traits() {
      return sound.traits();
    }

    @Override
    public String identity(RequestContext context) {
      fail();
      return sound.identity(context);
    }

    @Override
    public Row newest(String id, Consistency consistency, RequestContext context) {
      fail();
      return sound.newest(id, consistency, context);
    }

    @Override
    public Row read(String id, long version, Consistency consistency, RequestContext context) {
      fail();
      return sound.read(id, version, consistency, context);
    }

    @Override
    public RowPage page(PageRequest request, RequestContext context) {
      fail();
      return sound.page(request, context);
    }

    @Override
    public ScanPage scan(ScanRequest request, RequestContext context) {
      fail();
      return sound.scan(request, context);
    }

    @Override
    public CommitResult commit(Commit commit, RequestContext context) {
      fail();
      if (how.startsWith("raced-") && commit.version() == 1) {
        try (Vhs other = Vhs.open("memory:" + how)) {
          if (other.streams().info(commit.id()).version() == 0) {
            other
                .store(Codec.bytes())
                .putLatest(commit.id(), "new".getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      CommitResult result = sound.commit(commit, context);
      if (how.equals("lost") && commit.id().equals("x")) {
        throw new IllegalStateException("the connection broke");
      }
      return result;
    }

    @Override
    public boolean retire(Retirement retirement, RequestContext context) {
      fail();
      return sound.retire(retirement, context);
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
