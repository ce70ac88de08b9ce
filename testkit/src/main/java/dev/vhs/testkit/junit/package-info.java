/**
 * Tests with a store: {@link dev.vhs.testkit.junit.WithStore} gives each test a fresh one, and
 * {@link dev.vhs.testkit.junit.MemoryFolder} makes folders in memory.
 *
 * <p>Start there; {@code StoreExtension} runs it. Classes here may use the API, {@code
 * dev.vhs.memory} and {@link dev.vhs.testkit.emulators}; other backends are opened by their URIs.
 */
@NullMarked
package dev.vhs.testkit.junit;

import org.jspecify.annotations.NullMarked;
