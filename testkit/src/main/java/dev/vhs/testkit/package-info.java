/**
 * What makes a backend a backend, and what makes a test of an application short.
 *
 * <p>{@link dev.vhs.testkit.PointerIndexContract} and {@link dev.vhs.testkit.ObjectStoreContract}
 * are abstract JUnit classes; whoever writes a backend extends them in a few lines. Their nested
 * groups of tests are named for what they are about, and each test names the sentence of the SPI
 * that it holds the backend to.
 *
 * <p>{@link dev.vhs.testkit.faults} has decorators that count requests and lose answers.
 */
@NullMarked
package dev.vhs.testkit;

import org.jspecify.annotations.NullMarked;
