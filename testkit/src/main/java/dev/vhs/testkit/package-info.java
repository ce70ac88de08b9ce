/**
 * What makes a backend a backend, and what makes a test of an application short.
 *
 * <p>{@link dev.vhs.testkit.PointerIndexContract}, {@link dev.vhs.testkit.ObjectStoreContract} and
 * {@link dev.vhs.testkit.VersionedStoreContract} are abstract JUnit classes; whoever writes a
 * backend extends them in a few lines. Their nested groups of tests are named for what they are
 * about, and each test names the sentence of the SPI, or of the design, that it holds the backend
 * to.
 *
 * <p>{@link dev.vhs.testkit.WithStore} gives a test of an application a fresh store as a parameter.
 * {@link dev.vhs.testkit.faults} has decorators that count requests and lose answers, and {@link
 * dev.vhs.testkit.emulators} services to test against, and faults on the wire to them.
 */
@NullMarked
package dev.vhs.testkit;

import org.jspecify.annotations.NullMarked;
