package dev.vhs.provision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A recorder of the permissions that a client's requests use, by their answers. Safe for use by
 * many threads.
 */
final class CallRecorder implements ExecutionInterceptor {
  private final IamActions actions;
  private final List<ServiceCall> calls = new ArrayList<>();

  CallRecorder(IamActions actions) {
    this.actions = actions;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Set<ServiceCall> used = actions.of(context.request(), context.httpResponse().statusCode());
    synchronized (this) {
      calls.addAll(used);
    }
  }

  /** Returns the permissions that were used since the last call. */
  synchronized Set<ServiceCall> taken() {
    Set<ServiceCall> taken = new LinkedHashSet<>(calls);
    calls.clear();
    return taken;
  }
}
