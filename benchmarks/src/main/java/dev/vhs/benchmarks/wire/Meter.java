package dev.vhs.benchmarks.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A record of the requests of clients, with their times and prices. It tells two requests side by
 * side from two in a row by time, so services must be some milliseconds {@linkplain Distance away}.
 * Safe for use by many threads.
 */
public final class Meter implements ExecutionInterceptor {
  private static final ExecutionAttribute<Long> FIRST_SENT =
      new ExecutionAttribute<>("VhsFirstSent");
  private static final ExecutionAttribute<Long> ANSWERED = new ExecutionAttribute<>("VhsAnswered");
  private static final ExecutionAttribute<Integer> ATTEMPTS =
      new ExecutionAttribute<>("VhsAttempts");
  private static final String S3 = "S3";

  private final DynamoDbBill dynamoDb = new DynamoDbBill();
  private final List<Sent> all = new ArrayList<>();

  /** Makes a meter that has seen nothing. */
  public Meter() {}

  /** A request, with all its attempts. */
  record Sent(
      int attempts, long sentNanos, long answeredNanos, double dollars, long downloadedBytes) {}

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes execution) {
    execution.putAttributeIfAbsent(FIRST_SENT, System.nanoTime());
    Integer before = execution.getAttribute(ATTEMPTS);
    execution.putAttribute(ATTEMPTS, before == null ? 1 : before + 1);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes execution) {
    execution.putAttribute(ANSWERED, System.nanoTime());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes execution) {
    add(context.request(), context.response(), execution);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes execution) {
    add(context.request(), null, execution);
  }

  private void add(
      SdkRequest request, @Nullable SdkResponse response, ExecutionAttributes execution) {
    Long sent = execution.getAttribute(FIRST_SENT);
    Integer attempts = execution.getAttribute(ATTEMPTS);
    if (sent == null || attempts == null) {
      return;
    }
    Long answered = execution.getAttribute(ANSWERED);
    double dollars =
        S3.equals(execution.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
            ? Prices.ofS3(execution.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
            : dynamoDb.dollars(request, response);
    synchronized (all) {
      all.add(
          new Sent(
              attempts,
              sent,
              answered == null ? System.nanoTime() : answered,
              attempts * dollars,
              response instanceof GetObjectResponse got ? got.contentLength() : 0));
    }
  }

  /** Forgets all requests so far, but not the sizes of items. */
  public void clear() {
    synchronized (all) {
      all.clear();
    }
  }

  /** Returns the cost of all requests since then. */
  public Cost cost() {
    synchronized (all) {
      return cost(all);
    }
  }

  static Cost cost(List<Sent> sent) {
    int requests = sent.stream().mapToInt(Sent::attempts).sum();
    double dollars = sent.stream().mapToDouble(Sent::dollars).sum();
    long downloaded = sent.stream().mapToLong(Sent::downloadedBytes).sum();
    return new Cost(requests, trips(sent), dollars, downloaded);
  }

  /**
   * Returns the length of the longest row of requests each of which was sent after the one before
   * was answered.
   */
  private static int trips(List<Sent> sent) {
    int trips = 0;
    long free = Long.MIN_VALUE;
    for (Sent each : sent.stream().sorted(Comparator.comparingLong(Sent::answeredNanos)).toList()) {
      if (each.sentNanos >= free) {
        trips += each.attempts;
        free = each.answeredNanos;
      }
    }
    return trips;
  }
}
