/**
 * The parts that the index and the objects of an embedded store both need.
 *
 * <p>Start with {@link Folders}, which makes folders that survive a loss of power, and {@link
 * OpenedFolder}, which reaches files without following links. {@link FileFailures} translates
 * errors of the file system, and {@link MetadataText} writes and reads user metadata. Classes here
 * use no other room of this module.
 */
@NullMarked
package dev.vhs.local.shared;

import org.jspecify.annotations.NullMarked;
