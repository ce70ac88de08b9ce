/**
 * A backend of one's own, over plain files: the worked example of {@code
 * docs/backends/writing-one.md}.
 *
 * <p>Start with {@link dev.vhs.examples.backend.FolderBackend}, which puts the two halves together:
 * {@link dev.vhs.examples.backend.FolderIndex}, a file for the rows of each id, and {@link
 * dev.vhs.examples.backend.FolderObjects}, a file for each object. Both stand on {@code
 * KeyedFiles}, which writes a file as a whole or not at all. The package uses {@code dev.vhs} and
 * {@code dev.vhs.spi} and nothing else of vhs.
 */
@NullMarked
package dev.vhs.examples.backend;

import org.jspecify.annotations.NullMarked;
