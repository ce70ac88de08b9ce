/**
 * The work on a whole store for its operator: verification, repair, statistics, estimates,
 * adoption.
 *
 * <p>Start with {@link Job}, which runs each of them with its rate, its parts and its checkpoint.
 * Classes here may use write, identity, read and the rooms below them.
 */
@NullMarked
package dev.vhs.internal.maintenance;

import org.jspecify.annotations.NullMarked;
