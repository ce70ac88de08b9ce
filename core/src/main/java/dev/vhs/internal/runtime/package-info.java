/**
 * The machine as an engine sees it, and the things that each operation carries: time, randomness,
 * threads, settings, deadlines.
 *
 * <p>Start with {@link Environment} and {@link OperationContext}. Classes here may use the API and
 * the SPI alone.
 */
@NullMarked
package dev.vhs.internal.runtime;

import org.jspecify.annotations.NullMarked;
