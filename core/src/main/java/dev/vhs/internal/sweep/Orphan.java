package dev.vhs.internal.sweep;

import dev.vhs.Location;

/**
 * An object that no row of its id named when these were read.
 *
 * @param id its id
 * @param location where it is
 * @param bytes its size
 */
record Orphan(String id, Location location, long bytes) {}
