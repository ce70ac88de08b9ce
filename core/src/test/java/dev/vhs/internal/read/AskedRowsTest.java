package dev.vhs.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.PointerIndex;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** "What is read must be what was asked for": id and version of a row are compared. */
class AskedRowsTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final MemoryPointerIndex memory = new MemoryPointerIndex(Variant.MULTI, CLOCK);
  private final MemoryObjectStore objects = new MemoryObjectStore(CLOCK);

  @Test
  void aRowOfAnotherIdIsNotHandedOut() {
    sound().init("other", "another's value");
    VersionedStore<String> store = open(misled("asked", "other", 0)).store(Codec.text());
    List<ThrowingCallable> reads =
        List.of(
            () -> store.getLatest("asked"),
            () -> store.get("asked", 0),
            () -> store.info("asked"),
            () -> store.exists("asked"),
            () -> store.getAll(List.of("asked")).get("asked").get(),
            () -> store.history("asked").toList(),
            () -> store.update("asked", value -> value + "!"),
            () -> store.prune("asked", RetentionPolicy.newest(1)));
    for (ThrowingCallable read : reads) {
      assertThatThrownBy(read)
          .isInstanceOf(CorruptValue.class)
          .hasMessageContaining("'other' when it was asked for 'asked'");
    }
    assertThat(store.getLatest("other").value()).isEqualTo("another's value");
  }

  @Test
  void aRowOfAnotherVersionIsNotHandedOut() {
    sound().init("id", "zero");
    sound().putLatest("id", "one");
    VersionedStore<String> store = open(misled("id", "id", 1)).store(Codec.text());
    assertThatThrownBy(() -> store.get("id", 0))
        .isInstanceOf(CorruptValue.class)
        .hasMessageContaining("answered version 1 of 'id' when it was asked for version 0");
    assertThat(store.getLatest("id").value()).isEqualTo("one");
  }

  private VersionedStore<String> sound() {
    return open(memory).store(Codec.text());
  }

  private Vhs open(PointerIndex index) {
    return Vhs.builder(new Backend(index, objects, "", "memory:")).open();
  }

  /** An index that answers one id's reads with rows of another, and its version with another. */
  private PointerIndex misled(String asked, String answered, long version) {
    return (PointerIndex)
        Proxy.newProxyInstance(
            AskedRowsTest.class.getClassLoader(),
            new Class<?>[] {PointerIndex.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0].equals(asked)) {
                arguments[0] = answered;
                if (method.getName().equals("read")) {
                  arguments[1] = version;
                }
              }
              if (arguments != null
                  && arguments[0] instanceof PageRequest page
                  && page.id().equals(asked)) {
                arguments[0] =
                    new PageRequest(
                        answered, page.order(), page.beyond(), page.limit(), page.consistency());
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
