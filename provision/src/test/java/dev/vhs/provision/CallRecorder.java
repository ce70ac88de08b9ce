package dev.vhs.provision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Keeps which permissions the requests of a client used, by its answers. For many threads. */
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

  /** What was used since this was last asked. */
  synchronized Set<ServiceCall> taken() {
    Set<ServiceCall> taken = new LinkedHashSet<>(calls);
    calls.clear();
    return taken;
  }
}
