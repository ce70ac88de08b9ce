package dev.vhs.simulation;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network that carries requests to the services and answers back, and decides what goes wrong
 * on the way.
 *
 * <p>A request takes effect as an entry of the scheduler's agenda, not on the thread of its client:
 * so it may do so after the client has given up, stalled or crashed.
 */
final class Network {
  /** The time that a client's transport waits for an answer. */
  static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(1);

  private static final long MIN_LATENCY = 200_000;

  /** The longest that most requests take to reach their service, in nanoseconds. */
  static final long MAX_LATENCY = 20_000_000;

  private static final long CALM_LATENCY = 1_000_000;
  private static final long MIN_LATENESS = 1_000_000;
  private static final long MIN_STALL = 1_000_000_000;
  private static final int MAX_GRACES_OF_STALL = 3;

  /** The faults of a request, by their numbers in its stream. */
  private static final long CRASH = 1;

  private static final long STALL = 2;
  private static final long ASTRAY = 3;
  private static final long SLOW = 4;

  /** The requests of a call, by their numbers in its stream, from there on. */
  private static final long FIRST_REQUEST = 1000;

  private final Scheduler scheduler;
  private final SeededRandom dice;
  private final Plan plan;
  private final History history;
  private final Duration grace;
  private final Map<Long, Integer> sent = new HashMap<>();
  private Consumer<Client> onCrash = client -> {};
  private Faults faults = Faults.NONE;
  private boolean calm = true;

  Network(Scheduler scheduler, SeededRandom dice, Plan plan, History history, Duration grace) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.plan = plan;
    this.history = history;
    this.grace = grace;
  }

  /**
   * Lets things go wrong from now on.
   *
   * @param whenOneCrashes takes each client that does
   */
  void worsen(Faults chances, Consumer<Client> whenOneCrashes) {
    faults = chances;
    onCrash = whenOneCrashes;
    calm = false;
  }

  /** Lets nothing go wrong from now on. */
  void heal() {
    faults = Faults.NONE;
    calm = true;
  }

  /** Returns whether an upload that may take long does. */
  boolean isSlow() {
    return dice.chance(faults.stalls()) && plan.keeps(SeededRandom.stream(next(), SLOW));
  }

  /** Returns the stream of the next request of what runs. */
  private long next() {
    return SeededRandom.stream(dice.stream(), FIRST_REQUEST + sent.getOrDefault(dice.stream(), 0));
  }

  /**
   * Decides whether a fault befalls the request whose stream is drawn from: each fault is a part.
   */
  private boolean befalls(double chance, long fault) {
    return dice.chance(chance) && plan.keeps(SeededRandom.stream(dice.stream(), fault));
  }

  /** Returns the longest that anything takes, in nanoseconds. */
  long longest() {
    return MAX_GRACES_OF_STALL * grace.toNanos();
  }

  /** Sends a request for the running fiber, and waits for its answer. */
  <R> R send(Client client, RequestContext call, SimulatedRequest<R> exchange) {
    client.checkAlive();
    call.requested();
    long request = next();
    sent.merge(dice.stream(), 1, Integer::sum);
    long before = scheduler.turnTo(request);
    try {
      return carry(client, call, exchange);
    } finally {
      scheduler.turnTo(before);
    }
  }

  private <R> R carry(Client client, RequestContext call, SimulatedRequest<R> exchange) {
    if (befalls(faults.crashes(), CRASH)) {
      scheduler.after(dice.nextLong(MAX_LATENCY), () -> crash(client));
    }
    Stall stall = befalls(faults.stalls(), STALL) ? stall(client) : Stall.NONE;
    stall(Stall.Moment.BEFORE, stall);
    long limit = Math.min(call.remaining().toNanos(), exchange.limit());
    if (limit <= 0) {
      throw new StoreUnavailable("no time left for " + exchange.what(), null);
    }
    stall(Stall.Moment.WHILE_SENDING, stall);
    Delivery<R> delivery = new Delivery<>(exchange, limit);
    long answered = deliver(delivery, limit);
    scheduler.pause(answered);
    stall(Stall.Moment.AFTER, stall);
    return delivery.answer(answered >= limit);
  }

  private void stall(Stall.Moment moment, Stall stall) {
    if (stall.moment() == moment) {
      history.remark(scheduler.current().operation, () -> stall + " the next request");
      scheduler.pause(stall.nanos());
    }
  }

  /** Sends a request on its way; returns after which time its client hears of it. */
  private long deliver(Delivery<?> delivery, long limit) {
    long out = latency(delivery.exchange.maxLatency());
    long back = latency(MAX_LATENCY);
    double fate = dice.nextDouble();
    if (fate < faults.astray() && !plan.keeps(SeededRandom.stream(dice.stream(), ASTRAY))) {
      fate = 1;
    }
    if ((fate -= faults.dropped()) < 0) {
      delivery.remark("is dropped");
      return limit;
    }
    if ((fate -= faults.lost()) < 0) {
      delivery.remark("loses its answer");
      scheduler.after(Math.min(out, limit), delivery);
      return limit;
    }
    if ((fate -= faults.late()) < 0) {
      delivery.remark("is late");
      scheduler.after(limit + lateness(), delivery);
      return limit;
    }
    if (fate - faults.repeated() < 0) {
      delivery.repeat();
      return repeat(delivery, limit, out, back);
    }
    scheduler.after(out, delivery);
    return Math.min(out + back, limit);
  }

  /**
   * Returns a first try that the client's transport gives up, and a second one whose answer counts.
   */
  private long repeat(Delivery<?> delivery, long limit, long out, long back) {
    delivery.remark("is sent twice");
    long again = latency(MAX_LATENCY);
    boolean overtaken = dice.nextBoolean();
    scheduler.after(
        overtaken ? again + out + lateness() : dice.nextLong(again + out), delivery::first);
    scheduler.after(again + out, delivery);
    return Math.min(again + out + back, limit);
  }

  /** Stalls a client as a whole, or says how this thread of it stalls. */
  private Stall stall(Client client) {
    long length = dice.spread(MIN_STALL, longest());
    Stall.Moment moment = dice.pick(Stall.MOMENTS);
    if (moment != Stall.Moment.AS_A_WHOLE) {
      return new Stall(moment, length);
    }
    boolean frozen = dice.nextBoolean();
    scheduler.after(
        dice.nextLong(MAX_LATENCY),
        () -> {
          history.remark(0, () -> client + " stalls as a whole for " + Duration.ofNanos(length));
          client.stall(length, frozen);
        });
    return Stall.NONE;
  }

  private void crash(Client client) {
    if (!calm && client.isAlive()) {
      history.remark(0, () -> client + " crashes");
      client.crash();
      onCrash.accept(client);
    }
  }

  private long latency(long most) {
    return calm ? CALM_LATENCY : dice.spread(MIN_LATENCY, most);
  }

  private long lateness() {
    return dice.spread(MIN_LATENESS, 2 * grace.toNanos());
  }

  /** A request on its way, and what came of it. */
  private final class Delivery<R> implements Runnable {
    private final SimulatedRequest<R> exchange;
    private final int operation;
    private final long givenUpAt;
    private boolean repeated;
    private boolean applied;
    private @Nullable R answer;
    private @Nullable RuntimeException failure;

    Delivery(SimulatedRequest<R> exchange, long limit) {
      this.exchange = exchange;
      this.operation = scheduler.current().operation;
      this.givenUpAt = scheduler.now() + limit;
    }

    void repeat() {
      repeated = true;
    }

    void remark(String what) {
      history.remark(operation, () -> exchange.what() + " " + what);
    }

    /** Lets the first of two tries take effect; nobody hears the answer. */
    void first() {
      history.remark(operation, () -> exchange.what() + ", first of two tries");
      try {
        exchange.apply();
      } catch (RuntimeException e) {
        history.remark(operation, () -> "fails, unheard: " + e);
      }
    }

    @Override
    public void run() {
      if (scheduler.now() >= givenUpAt) {
        history.remark(operation, () -> exchange.what() + " arrives after its client gave up");
      }
      try {
        R first = exchange.apply();
        answer = repeated ? exchange.repeated(first) : first;
      } catch (RuntimeException e) {
        failure = e;
      }
      applied = true;
    }

    @SuppressWarnings("NullAway") // R may be a nullable type; then null is its answer.
    R answer(boolean unheard) {
      if (unheard || !applied) {
        return exchange.unanswered();
      }
      if (failure != null) {
        throw failure;
      }
      R heard = answer;
      history.remark(operation, () -> exchange.what() + ": " + Describe.answer(heard));
      return heard;
    }
  }
}
