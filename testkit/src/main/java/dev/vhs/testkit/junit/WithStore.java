package dev.vhs.testkit.junit;

import dev.vhs.Variant;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A request for a fresh, empty store as a parameter of each test, which is taken away afterwards.
 *
 * <pre>{@code
 * @WithStore
 * class LibraryTest {
 *   record Book(String title, int copies) {}
 *
 *   @Test
 *   void booksAreKept(VersionedStore<Book> books) {
 *     books.init("b1", new Book("Emma", 1));
 *   }
 * }
 * }</pre>
 *
 * <p>A parameter of a test, a lifecycle method or a constructor may be a {@code VersionedStore<T>},
 * a {@link dev.vhs.StreamStore} or a {@link dev.vhs.Vhs}; all of one test are of one store. Values
 * are encoded by what {@code T} is: text for {@code String}, bytes for {@code byte[]}, else JSON by
 * Jackson, which must then be on the class path. Parameters of {@code @BeforeAll} methods, and of
 * the constructor of a test class that is instantiated once, have a store of their own that lasts
 * as long as the class.
 *
 * <p>On a method it counts for that method, on a class for all of its methods and nested classes;
 * the nearest one counts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(StoreExtension.class)
public @interface WithStore {
  /** The place of a store. */
  enum Medium {
    /** The memory of the JVM. */
    MEMORY,

    /** A folder for temporary files; needs {@code dev.vhs:vhs-local} on the class path. */
    FILE,

    /**
     * The emulators of DynamoDB and S3, which are started once for all tests of a JVM, with a table
     * and a bucket of its own; needs {@code dev.vhs:vhs-aws} and the emulators on the class path.
     * Without the emulators the test is skipped, as {@link dev.vhs.testkit.emulators} says; how it
     * comes by credentials, {@link dev.vhs.testkit.emulators.EmulatedStore} says.
     */
    AWS
  }

  /** Returns the variant of the store. Default: {@code MULTI}. */
  Variant variant() default Variant.MULTI;

  /** Returns the place of the store. Default: {@code MEMORY}. */
  Medium backend() default Medium.MEMORY;
}
