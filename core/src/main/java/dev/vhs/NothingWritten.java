package dev.vhs;

/**
 * The mark of failures that leave nothing written for certain, so that an object uploaded for the
 * write may be removed. Every {@link VhsException} has it except {@link CommitOutcomeUnknown}.
 */
public interface NothingWritten {}
