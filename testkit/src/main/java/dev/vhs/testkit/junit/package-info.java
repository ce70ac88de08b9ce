/** Tests with a store: {@link dev.vhs.testkit.junit.WithStore} gives each test a fresh one. */
@NullMarked
package dev.vhs.testkit.junit;

import org.jspecify.annotations.NullMarked;
