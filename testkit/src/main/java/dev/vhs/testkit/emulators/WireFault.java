package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** The fate of an HTTP request at a {@link FaultyEndpoint}. Immutable. */
public final class WireFault {
  private static final WireFault NONE =
      new WireFault(
          "none",
          trip -> {
            try (ClassicHttpResponse answer = trip.apply()) {
              trip.answer(answer);
            }
          });

  private static final WireFault LOSE_REQUEST = new WireFault("lose request", WireTrip::drop);

  private static final WireFault LOSE_ANSWER =
      new WireFault(
          "lose answer",
          trip -> {
            trip.applyUnheard();
            trip.drop();
          });

  private static final WireFault ARRIVE_LATE =
      new WireFault(
          "arrive late",
          trip -> {
            trip.keepForLater();
            trip.drop();
          });

  private static final WireFault REPEAT =
      new WireFault(
          "repeat",
          trip -> {
            trip.buffer();
            trip.applyUnheard();
            NONE.course.run(trip);
          });

  private final String name;
  private final Course course;

  private WireFault(String name, Course course) {
    this.name = name;
    this.course = course;
  }

  /** The course of a request. */
  @FunctionalInterface
  private interface Course {
    void run(WireTrip trip) throws IOException, HttpException;
  }

  /** Returns no fault: the request is applied and answered. */
  public static WireFault none() {
    return NONE;
  }

  /** Returns a fault by which the request is not applied, and answered with this. */
  public static WireFault refuse(WireAnswer answer) {
    return new WireFault("refuse with " + answer.status(), trip -> trip.answer(answer));
  }

  /**
   * Returns a fault by which the request is not applied, and the connection is closed without an
   * answer.
   */
  public static WireFault loseRequest() {
    return LOSE_REQUEST;
  }

  /**
   * Returns a fault by which the request is applied, and the connection is closed without an
   * answer.
   */
  public static WireFault loseAnswer() {
    return LOSE_ANSWER;
  }

  /**
   * Returns a fault by which the request is applied, and answered with this, such as an error 500.
   */
  public static WireFault answerInstead(WireAnswer answer) {
    return new WireFault(
        "answer with " + answer.status(),
        trip -> {
          trip.applyUnheard();
          trip.answer(answer);
        });
  }

  /**
   * Returns a fault by which the request is applied at once, and answered after a while, so that
   * time-outs pass.
   */
  public static WireFault delayAnswer(Duration delay) {
    return new WireFault(
        "delay answer by " + delay,
        trip -> {
          try (ClassicHttpResponse answer = trip.apply()) {
            trip.await(delay);
            trip.answer(answer);
          }
        });
  }

  /**
   * Returns the fault of a request that is applied at once, and answered after something has
   * happened, such as the end of its sender's patience.
   *
   * @param name the event in a few words
   * @param happening the event; it receives the request
   */
  public static WireFault answerAfter(String name, Consumer<WireRequest> happening) {
    return new WireFault(
        "answer after " + name,
        trip -> {
          try (ClassicHttpResponse answer = trip.apply()) {
            happening.accept(trip.description());
            trip.answer(answer);
          }
        });
  }

  /**
   * Returns a fault by which the connection is closed without an answer, and the request is under
   * way until the test calls {@link FaultyEndpoint#arrive}. It is kept in memory until then.
   */
  public static WireFault arriveLate() {
    return ARRIVE_LATE;
  }

  /**
   * Returns a fault by which the request is applied twice, and its sender sees the second answer.
   * It is kept in memory meanwhile.
   */
  public static WireFault repeat() {
    return REPEAT;
  }

  /**
   * Returns a fault by which the request is applied, and the connection is closed in the middle of
   * the answer's body, which must be of a known length.
   *
   * @param bytes how many of the body are sent
   */
  public static WireFault cutAnswer(long bytes) {
    return new WireFault(
        "cut answer after " + bytes + " bytes",
        trip -> {
          try (ClassicHttpResponse answer = trip.apply()) {
            trip.answerInPart(answer, bytes);
          }
        });
  }

  void befall(WireTrip trip) throws IOException, HttpException {
    course.run(trip);
  }

  @Override
  public String toString() {
    return name;
  }
}
