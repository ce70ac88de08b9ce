package dev.vhs.aws.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream over memory of the budget, which it gives back when it is closed. */
final class LeasedInputStream extends FilterInputStream {
  private final MemoryBudget.Lease lease;

  LeasedInputStream(InputStream stream, MemoryBudget.Lease lease) {
    super(stream);
    this.lease = lease;
  }

  @Override
  public void close() throws IOException {
    lease.close();
    super.close();
  }
}
