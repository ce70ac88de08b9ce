package dev.vhs.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.internal.value.CachedValues;
import dev.vhs.internal.value.Values;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of a reader's notes and requests, on which a sound cache rests. */
class CachedRowsTest {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Row ROW =
      Row.pointer(
          "a",
          0,
          new Location("bucket", "a/0"),
          Content.builder(1, "%064x".formatted(1), "text/plain").build(),
          new UUID(7, 0),
          BEGIN);

  private Instant now = BEGIN;
  private Runnable duringRead = () -> {};
  private final StoreContext store = store();
  private final Reader reader = new Reader(store, new CachedValues(store, new Values(store)));

  private StoreContext store() {
    Backend memory = MemoryBackend.create(Variant.MULTI, () -> now);
    return StoreContext.of(
        new Backend(interrupted(memory.index()), memory.objects(), "", "test:"),
        new StoreSettings().cacheBytes(1_000_000),
        Environment.system(),
        Rules.SOUND);
  }

  /** Does something between the moment at which a row is read and the answer. */
  private PointerIndex interrupted(PointerIndex index) {
    return (PointerIndex)
        Proxy.newProxyInstance(
            PointerIndex.class.getClassLoader(),
            new Class<?>[] {PointerIndex.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(index, arguments);
                if (method.getName().equals("newest") || method.getName().equals("read")) {
                  duringRead.run();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @BeforeEach
  void write() {
    Commit commit = Commit.of(List.of(ROW), BEGIN.plus(WINDOW));
    assertThat(store.index().commit(commit, RequestContext.unlimited()))
        .isInstanceOf(CommitResult.Committed.class);
  }

  private static OperationContext call() {
    return new OperationContext(Environment.system(), "get", "a", Duration.ofMinutes(1), true);
  }

  @Test
  void aRowThatWasRetiredWhileItWasReadIsNotKept() {
    duringRead = () -> store.cache().retired("a", 1);
    assertThat(reader.newestRow("a", Consistency.CONSISTENT, call())).isEqualTo(ROW);
    assertThat(reader.valueRow("a", 0, Consistency.CONSISTENT, call())).isEqualTo(ROW);
    assertThat(store.cache().guess("a", WINDOW)).isNull();
    assertThat(store.cache().findVersion("a", 0)).isNull();
    duringRead = () -> {};
    assertThat(reader.newestRow("a", Consistency.CONSISTENT, call())).isEqualTo(ROW);
    assertThat(store.cache().guess("a", WINDOW)).isEqualTo(WriteBase.guess(ROW, now));
    assertThat(store.cache().findVersion("a", 0)).isEqualTo(ROW);
  }

  @Test
  void whatIsNewestCountsFromTheBeginningOfItsReading() {
    duringRead = () -> now = now.plusSeconds(5);
    reader.newestRow("a", Consistency.CONSISTENT, call());
    assertThat(store.cache().guess("a", WINDOW)).isEqualTo(WriteBase.guess(ROW, BEGIN));
  }

  @Test
  void whatAnEventualReadShowedIsNotKept() {
    reader.newestRow("a", Consistency.EVENTUAL, call());
    reader.valueRow("a", 0, Consistency.EVENTUAL, call());
    assertThat(store.cache().guess("a", WINDOW)).isNull();
    assertThat(store.cache().findVersion("a", 0)).isNull();
  }
}
