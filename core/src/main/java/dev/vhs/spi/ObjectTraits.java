package dev.vhs.spi;

import java.time.InstantSource;

/**
 * What an engine must know of an object store.
 *
 * @param bucket the name that the locations of its objects carry; empty where it has none
 * @param clock its time, by which the ages of objects are judged
 * @param maxObjectBytes the largest object that it takes
 */
public record ObjectTraits(String bucket, InstantSource clock, long maxObjectBytes) {}
