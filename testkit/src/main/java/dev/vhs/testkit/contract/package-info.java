/**
 * The contract suites: abstract tests of the laws that make a backend a backend.
 *
 * <p>Start with {@link dev.vhs.testkit.contract.PointerIndexContract}, which a test of an index
 * extends; {@link dev.vhs.testkit.contract.ObjectStoreContract} is its like for object stores,
 * {@link dev.vhs.testkit.contract.VersionedStoreContract} for the two as one store, and {@link
 * dev.vhs.testkit.contract.BackendProviderContract} for their URI. The tests themselves are in the
 * classes named {@code …Laws}. Classes here may use the API, the SPI, {@code dev.vhs.memory} and
 * {@link dev.vhs.testkit.faults}, and nothing of the engine.
 */
@NullMarked
package dev.vhs.testkit.contract;

import org.jspecify.annotations.NullMarked;
