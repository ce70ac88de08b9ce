package dev.vhs.testkit.faults;

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
import org.jspecify.annotations.Nullable;

/** An index that hands everything on to another, for decorators that change some of it. */
public abstract class ForwardingIndex implements PointerIndex {
  private final PointerIndex delegate;

  /** Wraps an index. */
  protected ForwardingIndex(PointerIndex delegate) {
    this.delegate = delegate;
  }

  /** Returns the index behind. */
  protected final PointerIndex delegate() {
    return delegate;
  }

  @Override
  public IndexTraits traits() {
    return delegate.traits();
  }

  @Override
  public @Nullable String identity(RequestContext context) {
    return delegate.identity(context);
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    return delegate.newest(id, consistency, context);
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    return delegate.read(id, version, consistency, context);
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    return delegate.page(request, context);
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    return delegate.scan(request, context);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    return delegate.commit(commit, context);
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    return delegate.retire(retirement, context);
  }

  @Override
  public void close() {
    delegate.close();
  }
}
