package dev.vhs.spi;

/**
 * The size of an index, roughly.
 *
 * @param rows the number of rows
 * @param bytes the bytes of all rows, as they are billed
 * @param asOf the source of these figures and the age that they may have, for people
 */
public record IndexSize(long rows, long bytes, String asOf) {}
