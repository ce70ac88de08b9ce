/**
 * The contract suites: what makes a backend a backend. Start with {@link
 * dev.vhs.testkit.contract.PointerIndexContract}.
 */
@NullMarked
package dev.vhs.testkit.contract;

import org.jspecify.annotations.NullMarked;
