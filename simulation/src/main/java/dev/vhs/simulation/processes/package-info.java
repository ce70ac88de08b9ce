/**
 * An attack on a real store with real processes: writers, readers and a sweeper, each in a JVM of
 * its own, are killed with SIGKILL and suspended with SIGSTOP at random, and started again.
 *
 * <p>Start with {@link dev.vhs.simulation.processes.ProcessAttack}, which runs it against the store
 * of a URI. Each process, {@link dev.vhs.simulation.processes.AttackedProcess}, appends to a file
 * of its own what it calls and what it was told, so that a kill loses nothing of that. Afterwards
 * {@code CallRules} judges all of it against what the store then holds: nothing acknowledged is
 * lost, no version is given twice, and what one process was told holds for those who call later.
 * Classes here use the public API alone.
 */
@NullMarked
package dev.vhs.simulation.processes;

import org.jspecify.annotations.NullMarked;
