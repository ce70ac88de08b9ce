/** The room {@code cache} of the engine. */
@NullMarked
package dev.vhs.internal.cache;

import org.jspecify.annotations.NullMarked;
