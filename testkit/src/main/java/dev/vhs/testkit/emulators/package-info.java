/**
 * DynamoDB and S3 without AWS, for tests.
 *
 * <p>{@link dev.vhs.testkit.emulators.DynamoDbEmulator} and {@link
 * dev.vhs.testkit.emulators.S3Emulator} start an emulator, each as a process of its own, once for
 * all tests of a JVM. The emulators are taken from the class path of the tests, and are nothing
 * that vhs depends on: where they are missing a test is skipped, and says what to add, or fails
 * where the system property {@code vhs.require.emulators} is {@code true}.
 */
@NullMarked
package dev.vhs.testkit.emulators;

import org.jspecify.annotations.NullMarked;
