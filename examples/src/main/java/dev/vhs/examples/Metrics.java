package dev.vhs.examples;

import dev.vhs.OperationEvent;
import dev.vhs.Vhs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The figures of a store, for Micrometer. */
public final class Metrics {
  private Metrics() {}

  /** Opens a store whose operations are measured. */
  // snippet micrometer
  public static Vhs open(String uri, MeterRegistry meters) {
    return Vhs.builder(uri).listener(event -> record(event, meters)).open();
  }

  private static void record(OperationEvent event, MeterRegistry meters) {
    String outcome = event.failure().map(e -> e.getClass().getSimpleName()).orElse("ok");
    Timer.builder("vhs.operation")
        .tag("operation", event.operation())
        .tag("outcome", outcome)
        .register(meters)
        .record(event.duration());
    count("vhs.requests", event.operation(), event.requests(), meters);
    count("vhs.retries", event.operation(), event.retries(), meters);
    count("vhs.bytes", event.operation(), event.bytes(), meters);
  }

  private static void count(String name, String operation, long amount, MeterRegistry meters) {
    Counter.builder(name).tag("operation", operation).register(meters).increment((double) amount);
  }

  // end

  /** Shows when the last sweep succeeded. */
  // snippet last-gc
  public static void showLastGc(Vhs vhs, MeterRegistry meters) {
    // Each look costs a listing and a read of one small object.
    TimeGauge.builder("vhs.gc.last.success", vhs, TimeUnit.MILLISECONDS, Metrics::lastGc)
        .description("When the last sweep succeeded, since 1970; 0 if none did")
        .register(meters);
  }

  private static double lastGc(Vhs vhs) {
    return vhs.maintenance()
        .lastSweep()
        .map(sweep -> (double) sweep.finishedAt().toEpochMilli())
        .orElse(0.0);
  }
  // end
}
