/** The room {@code runtime} of the engine. */
@NullMarked
package dev.vhs.internal.runtime;

import org.jspecify.annotations.NullMarked;
