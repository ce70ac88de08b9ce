package dev.vhs.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells the {@link Exchange} of a request, if it has one, of each attempt and each answer. */
final class ExchangeInterceptor implements ExecutionInterceptor {
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes execution) {
    Exchange exchange = execution.getAttribute(Exchange.ATTRIBUTE);
    if (exchange != null) {
      exchange.sending(context.httpRequest());
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes execution) {
    Exchange exchange = execution.getAttribute(Exchange.ATTRIBUTE);
    if (exchange != null) {
      exchange.answered(context.httpResponse());
    }
  }
}
