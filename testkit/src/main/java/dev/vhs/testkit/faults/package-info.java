/**
 * Decorators that stand between the engine and a backend, to watch requests and to disturb them.
 *
 * <p>{@link dev.vhs.testkit.faults.CountingIndex} and {@link
 * dev.vhs.testkit.faults.CountingObjectStore} write what they are asked into a {@link
 * dev.vhs.testkit.faults.RequestLog}, which tells how many requests an operation took and how many
 * of them came one after the other. {@link dev.vhs.testkit.faults.FaultyIndex} and {@link
 * dev.vhs.testkit.faults.FaultyObjectStore} do to requests what networks do, as a {@link
 * dev.vhs.testkit.faults.FaultPlan} says: start with {@link dev.vhs.testkit.faults.FaultScript} for
 * one case, {@link dev.vhs.testkit.faults.SeededFaults} for many. They keep the laws of the SPI: a
 * lost answer to a commit is {@link dev.vhs.spi.CommitResult.Unknown}. Classes here may use the API
 * and the SPI.
 */
@NullMarked
package dev.vhs.testkit.faults;

import org.jspecify.annotations.NullMarked;
