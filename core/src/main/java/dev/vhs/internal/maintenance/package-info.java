/** The room {@code maintenance} of the engine. */
@NullMarked
package dev.vhs.internal.maintenance;

import org.jspecify.annotations.NullMarked;
