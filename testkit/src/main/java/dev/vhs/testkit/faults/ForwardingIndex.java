package dev.vhs.testkit.faults;

import dev.vhs.spi.Call;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.IndexTraits;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import org.jspecify.annotations.Nullable;

/** An index that hands everything on to another, for decorators that change some of it. */
public abstract class ForwardingIndex implements PointerIndex {
  private final PointerIndex delegate;

  /** Over that index. */
  protected ForwardingIndex(PointerIndex delegate) {
    this.delegate = delegate;
  }

  /** The index behind. */
  protected final PointerIndex delegate() {
    return delegate;
  }

  @Override
  public IndexTraits traits() {
    return delegate.traits();
  }

  @Override
  public @Nullable String identity(Call call) {
    return delegate.identity(call);
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, Call call) {
    return delegate.newest(id, consistency, call);
  }

  @Override
  public @Nullable Row read(String id, long version, Consistency consistency, Call call) {
    return delegate.read(id, version, consistency, call);
  }

  @Override
  public RowPage page(PageRequest request, Call call) {
    return delegate.page(request, call);
  }

  @Override
  public ScanPage scan(ScanRequest request, Call call) {
    return delegate.scan(request, call);
  }

  @Override
  public CommitResult commit(Commit commit, Call call) {
    return delegate.commit(commit, call);
  }

  @Override
  public boolean retire(Row read, @Nullable Row left, Call call) {
    return delegate.retire(read, left, call);
  }

  @Override
  public void close() {
    delegate.close();
  }
}
