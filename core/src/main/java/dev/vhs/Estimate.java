package dev.vhs;

import java.util.OptionalDouble;

/**
 * What work on a whole store may take at most, as if each row named an object of its own and was
 * read by itself.
 *
 * @param rows how many rows the index has
 * @param indexBytes how many bytes they have
 * @param indexRequests how many requests to the index it takes
 * @param lists how many listings of objects
 * @param reads how many objects are looked for or read
 * @param dollars what these requests cost by published prices in US dollars; empty where nobody is
 *     billed. Bytes of objects that are read are not in it
 * @param asOf what the counts are from, and how old they may be, for people
 */
public record Estimate(
    long rows,
    long indexBytes,
    long indexRequests,
    long lists,
    long reads,
    OptionalDouble dollars,
    String asOf) {}
