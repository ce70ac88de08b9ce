package dev.vhs.spi;

import dev.vhs.Variant;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What an engine must know of an index.
 *
 * @param variant its key schema
 * @param maxItemBytes the largest row that it takes, as {@link ItemSize} counts
 * @param clock its time, by which {@code notAfter} and the ages of rows are judged
 * @param clockTolerance how much later than {@code notAfter} a commit may still apply
 */
public record IndexTraits(
    Variant variant, long maxItemBytes, InstantSource clock, Duration clockTolerance) {}
