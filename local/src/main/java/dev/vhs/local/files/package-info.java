/**
 * The objects of an embedded store, a plain file each.
 *
 * <p>Start with {@link FileObjectStore}. {@link KeyNames} turns keys into file names that are legal
 * and distinct everywhere. {@link ObjectWriter} writes an object to a {@link TemporaryFile}, and
 * {@link Publisher} gives that its name, by {@link WriterLock} where it must be free. {@link
 * Listing} walks the folders in order of the keys. Classes here may use {@code shared}, and not
 * {@code sqlite}.
 */
@NullMarked
package dev.vhs.local.files;

import org.jspecify.annotations.NullMarked;
