/** The room {@code write} of the engine. */
@NullMarked
package dev.vhs.internal.write;

import org.jspecify.annotations.NullMarked;
