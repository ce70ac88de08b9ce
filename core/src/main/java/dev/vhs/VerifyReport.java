package dev.vhs;

/**
 * What a verification went through.
 *
 * @param ids how many ids
 * @param versions how many versions, deletions included
 * @param objects how many objects were looked for
 * @param bytes how many stored bytes were read, where it was deep
 * @param problems how many problems it found
 * @param repaired how many of these it repaired
 */
public record VerifyReport(
    long ids, long versions, long objects, long bytes, long problems, long repaired) {}
