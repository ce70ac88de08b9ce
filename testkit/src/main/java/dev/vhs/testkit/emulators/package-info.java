/**
 * DynamoDB and S3 without AWS, and faults on the wire to them, for tests.
 *
 * <p>{@link dev.vhs.testkit.emulators.DynamoDbEmulator} and {@link
 * dev.vhs.testkit.emulators.S3Emulator} start an emulator, each as a process of its own, once for
 * all tests of a JVM; {@link dev.vhs.testkit.emulators.EmulatedStore} is a table and a bucket on
 * them: start there. vhs does not depend on the emulators: they come from the class path of the
 * tests. If one is missing, a test is skipped and says what to add; if the system property {@code
 * vhs.require.emulators} is {@code true}, it fails.
 *
 * <p>{@link dev.vhs.testkit.emulators.FaultyEndpoint} goes between a client and a service, emulated
 * or not. A {@link dev.vhs.testkit.emulators.WirePlan} says which {@link
 * dev.vhs.testkit.emulators.WireFault} each request meets: {@link
 * dev.vhs.testkit.emulators.WireScript} for one case, {@link
 * dev.vhs.testkit.emulators.SeededWireFaults} for many. A {@link dev.vhs.testkit.emulators.WireLog}
 * keeps what came by, and a {@link dev.vhs.testkit.emulators.WireWitness} sees what takes effect.
 * Classes here may use {@link dev.vhs.testkit.faults} and one type of the API, the variant.
 */
@NullMarked
package dev.vhs.testkit.emulators;

import org.jspecify.annotations.NullMarked;
