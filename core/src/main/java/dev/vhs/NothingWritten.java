package dev.vhs;

/**
 * Marks the failures after which it is certain that nothing was written, so that an object uploaded
 * for the write may be removed. Every {@link VhsException} has it but {@link CommitOutcomeUnknown}.
 */
public interface NothingWritten {}
