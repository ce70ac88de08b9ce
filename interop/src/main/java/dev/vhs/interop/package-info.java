/**
 * The Scala client that vhs descends from, for programs in Java: {@code ScalaVhs} puts it together
 * as its users do. It is for tests and benchmarks, and is never published. Start there. Classes
 * here use nothing of vhs but its variant.
 */
@NullMarked
package dev.vhs.interop;

import org.jspecify.annotations.NullMarked;
