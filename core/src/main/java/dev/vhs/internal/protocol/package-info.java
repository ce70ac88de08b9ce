/** The room {@code protocol} of the engine. */
@NullMarked
package dev.vhs.internal.protocol;

import org.jspecify.annotations.NullMarked;
