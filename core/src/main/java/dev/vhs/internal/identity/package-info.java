/** The room {@code identity} of the engine. */
@NullMarked
package dev.vhs.internal.identity;

import org.jspecify.annotations.NullMarked;
