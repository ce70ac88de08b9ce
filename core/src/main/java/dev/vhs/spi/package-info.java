/**
 * The interfaces of backends: a {@link dev.vhs.spi.PointerIndex} orders versions by conditional
 * writes, and an {@link dev.vhs.spi.ObjectStore} carries bytes.
 *
 * <p>The index knows nothing of objects, the object store nothing of versions, and any index goes
 * with any object store. Every sentence here with "must" is a law, and the contract suites of the
 * testkit hold a test for each. Start with {@link dev.vhs.spi.PointerIndex} and {@link
 * dev.vhs.spi.Row}. The types here may use {@code dev.vhs}, and nothing of the engine.
 */
@NullMarked
package dev.vhs.spi;

import org.jspecify.annotations.NullMarked;
