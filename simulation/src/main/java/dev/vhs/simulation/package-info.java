/**
 * A deterministic simulation of the real engine: many short histories, each wholly decided by its
 * seed, each checked for what a store must never do.
 *
 * <p>Start with {@link dev.vhs.simulation.Simulator}, which runs one history and says whether it is
 * legal; {@link dev.vhs.simulation.Campaign} runs many; {@link dev.vhs.simulation.SimulationMain}
 * does either from a command line. A {@link dev.vhs.simulation.Profile} says what users do and what
 * goes wrong. A {@link dev.vhs.simulation.Mutant} breaks one rule of the engine, and shows that the
 * simulation notices.
 *
 * <p>How it works. {@code SimulationRun} is one history: clients, each with an engine of its own,
 * over one index and one object store in memory. Their threads are real, but {@code Scheduler} lets
 * one run at a time, and hands over wherever the engine waits: for a service, in a pause, for
 * another thread. Time is simulated. {@code Network} carries requests, and drops, delays and
 * repeats them; a request takes effect in {@code Services} at a moment of its own, maybe long after
 * its client has given up, stalled or crashed. {@code TornReads} answers reads of several rows as
 * an index without isolation does, and {@code ForeignWriter} changes rows by hand.
 *
 * <p>What happens at the services is the truth, and is entered in a {@code History} beside what the
 * clients were told. {@code Checker} goes through it: {@code EffectRules} say what may take effect,
 * {@code AnswerRules} what a call may be told, {@code EndRules} what may be left after the last
 * sweep. It trusts nothing that the engine says of itself, and knows no rule of the protocol beyond
 * the guarantees.
 *
 * <p>{@link dev.vhs.simulation.LiveHistory} lets the same users call real engines over real
 * services, on threads that nobody schedules, and checks what came of it in the same way.
 *
 * <p>To read what happened in a history, run it again with its seed: {@code Simulator.trace} prints
 * it. Classes here may use the engine, the in-memory backend and {@link dev.vhs.testkit.faults}.
 */
@NullMarked
package dev.vhs.simulation;

import org.jspecify.annotations.NullMarked;
