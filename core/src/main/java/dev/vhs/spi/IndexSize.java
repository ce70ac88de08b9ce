package dev.vhs.spi;

/**
 * How large an index is, roughly.
 *
 * @param rows how many rows it has
 * @param bytes how many bytes they have, as they are billed
 * @param asOf what that is from, and how old it may be, for people
 */
public record IndexSize(long rows, long bytes, String asOf) {}
