/** The room {@code commit} of the engine. */
@NullMarked
package dev.vhs.internal.commit;

import org.jspecify.annotations.NullMarked;
