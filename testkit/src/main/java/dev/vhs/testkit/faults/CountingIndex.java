package dev.vhs.testkit.faults;

import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import org.jspecify.annotations.Nullable;

/** An index that writes every request into a log. */
public final class CountingIndex extends ForwardingIndex {
  private final RequestLog log;

  /** Wraps an index, and writes into a log. */
  public CountingIndex(PointerIndex delegate, RequestLog log) {
    super(delegate);
    this.log = log;
  }

  @Override
  public @Nullable String identity(RequestContext context) {
    log.sent(new Request("identity", ""));
    return super.identity(context);
  }

  @Override
  public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
    log.sent(new Request("newest", id));
    return super.newest(id, consistency, context);
  }

  @Override
  public @Nullable Row read(
      String id, long version, Consistency consistency, RequestContext context) {
    log.sent(new Request("read", id));
    return super.read(id, version, consistency, context);
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    log.sent(new Request("page", request.id()));
    return super.page(request, context);
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    log.sent(new Request("scan", ""));
    return super.scan(request, context);
  }

  @Override
  public CommitResult commit(Commit commit, RequestContext context) {
    log.sent(new Request("commit", commit.id()));
    return super.commit(commit, context);
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    log.sent(new Request("retire", retirement.read().id()));
    return super.retire(retirement, context);
  }
}
