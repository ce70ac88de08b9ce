package dev.vhs;

/**
 * The mark of failures after which it is certain that nothing was written, so that an object
 * uploaded for the write may be removed. Every {@link VhsException} has it except {@link
 * CommitOutcomeUnknown}.
 */
public interface NothingWritten {}
