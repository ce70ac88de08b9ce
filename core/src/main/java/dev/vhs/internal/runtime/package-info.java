/**
 * Holds what an engine is given by the machine, and what one operation carries: time, randomness,
 * threads, settings, deadlines.
 *
 * <p>Start with {@link Environment} and {@link OperationContext}. Classes here may use the API and
 * the SPI alone.
 */
@NullMarked
package dev.vhs.internal.runtime;

import org.jspecify.annotations.NullMarked;
