package dev.vhs.aws.wire;

import dev.vhs.Codec;
import dev.vhs.Result;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.wire.WireSubject.Prior;
import dev.vhs.aws.wire.WireSubject.Size;
import dev.vhs.internal.StoreEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of a store that write, each on a new id. */
enum WireOperation {
  INIT(Prior.NONE) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).init(on.id(), on.text("new"));
    }
  },
  PUT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).put(on.id(), 2, on.text("new"));
    }
  },
  PUT_WITH_GAP(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).put(on.id(), 5, on.text("new"));
    }

    @Override
    long version() {
      return 5;
    }
  },
  PUT_LATEST(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).putLatest(on.id(), on.text("new"));
    }
  },
  PUT_STREAM(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return engine.streams().putLatest(on.id(), on.stream("new"));
    }
  },
  REPLACE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).replace(on.newest(), on.text("new"));
    }
  },
  UPDATE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).update(on.id(), before -> before + "!");
    }
  },
  UPSERT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).upsert(on.id(), on.text("unused"), before -> before + "!");
    }
  },
  UPSERT_OF_NOTHING(Prior.NONE) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).upsert(on.id(), on.text("new"), before -> before + "!");
    }
  },
  UPSERT_OF_DELETED(Prior.DELETED) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).upsert(on.id(), on.text("new"), before -> before + "!");
    }
  },
  RESTORE(Prior.TWO_VERSIONS) {
    @Override
    Prior prior(Variant variant) {
      return variant == Variant.SINGLE ? Prior.DELETED : Prior.TWO_VERSIONS;
    }

    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).restore(on.id(), 0);
    }
  },
  UPDATE_METADATA(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).updateMetadata(on.id(), before -> Map.of("some", "other"));
    }
  },
  DELETE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).delete(on.id());
    }
  },
  DELETE_AT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      return texts(engine).delete(on.id(), 2);
    }
  },
  PURGE(Prior.TWO_VERSIONS) {
    @Override
    @Nullable VersionInfo write(StoreEngine engine, WireSubject on) {
      texts(engine).purge(on.id());
      return null;
    }
  },
  PRUNE(Prior.TWO_VERSIONS) {
    @Override
    boolean isOf(Variant variant) {
      return variant == Variant.MULTI;
    }

    @Override
    @Nullable VersionInfo write(StoreEngine engine, WireSubject on) {
      texts(engine).prune(on.id(), RetentionPolicy.newest(1));
      return null;
    }
  },
  PUT_ALL(Prior.TWO_VERSIONS) {
    @Override
    List<WireSubject> subjects(Vhs sound, String id, Size size) {
      List<WireSubject> subjects = new ArrayList<>(super.subjects(sound, id, size));
      for (String other : List.of(id + "-b", id + "-c")) {
        subjects.add(WireSubject.prepared(sound, other, size, Prior.NONE));
      }
      return subjects;
    }

    @Override
    List<Result<@Nullable VersionInfo>> run(StoreEngine engine, List<WireSubject> subjects) {
      Map<String, String> values = new LinkedHashMap<>();
      subjects.forEach(on -> values.put(on.id(), on.text("new")));
      return List.copyOf(texts(engine).putAll(values).values());
    }

    @Override
    VersionInfo write(StoreEngine engine, WireSubject on) {
      throw new UnsupportedOperationException("it writes several ids");
    }
  };

  private final Prior prior;

  WireOperation(Prior prior) {
    this.prior = prior;
  }

  private static VersionedStore<String> texts(StoreEngine engine) {
    return engine.typed(Codec.text());
  }

  /** Returns whether a variant has it. */
  boolean isOf(Variant variant) {
    return true;
  }

  /** Returns whether values of that size make it send other kinds of requests. */
  boolean isOf(Size size) {
    return size != Size.PARTS || this == PUT_STREAM;
  }

  /** Returns whether it removes versions. */
  boolean isRetirement() {
    return this == PURGE || this == PRUNE;
  }

  Prior prior(Variant variant) {
    return prior;
  }

  /** Returns the version that it writes if the id existed before. */
  long version() {
    return 2;
  }

  /** Returns the ids for one try. */
  List<WireSubject> subjects(Vhs sound, String id, Size size) {
    return List.of(WireSubject.prepared(sound, id, size, prior(sound.variant())));
  }

  /** Runs it, and returns the outcome of each id. */
  List<Result<@Nullable VersionInfo>> run(StoreEngine engine, List<WireSubject> subjects) {
    return List.of(Result.of(() -> write(engine, subjects.get(0))));
  }

  /** Runs it for one id; returns null if it answers no facts. */
  abstract @Nullable VersionInfo write(StoreEngine engine, WireSubject on);
}
