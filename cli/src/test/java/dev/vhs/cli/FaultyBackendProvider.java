package dev.vhs.cli;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.memory.MemoryBackend;
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

/**
 * Opens {@code faulty:HOW}, an empty store whose index fails: {@code unavailable}, {@code denied}
 * and {@code mismatch} at every request, {@code lost} at a commit, in a way that leaves open
 * whether it was done.
 */
public final class FaultyBackendProvider implements BackendProvider {
  @Override
  public String scheme() {
    return "faulty";
  }

  @Override
  public Backend open(StoreUri uri) {
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
      CommitResult result = sound.commit(commit, context);
      if (how.equals("lost") && !commit.id().equals(Row.STORE_ID)) {
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
