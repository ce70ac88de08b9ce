package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.RowPage;
import dev.vhs.testkit.faults.ForwardingIndex;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reader of the last few versions does not pay for all of them. */
class HistoryPagesTest {
  private static final int VERSIONS = 100;

  @Test
  void pagesGrowWithHowFarOneReads() {
    List<Integer> limits = new ArrayList<>();
    Backend memory = MemoryBackend.create(Variant.MULTI);
    ForwardingIndex index =
        new ForwardingIndex(memory.index()) {
          @Override
          public RowPage page(PageRequest request, RequestContext context) {
            limits.add(request.limit());
            return super.page(request, context);
          }
        };
    try (Vhs vhs = Vhs.builder(new Backend(index, memory.objects(), "", "memory:")).open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      for (int i = 0; i < VERSIONS; i++) {
        store.putLatest("a", "value " + i);
      }
      limits.clear();
      assertThat(store.history("a").limit(10)).hasSize(10);
      assertThat(limits).containsExactly(16);
      limits.clear();
      assertThat(store.history("a")).hasSize(VERSIONS);
      assertThat(limits).containsExactly(16, 64, 256);
    }
  }
}
