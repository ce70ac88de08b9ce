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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every operation of a store that writes, upon an id of its own. */
enum WireOperation {
  INIT(Prior.NONE) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).init(on.id(), on.text("new"));
    }
  },
  PUT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).put(on.id(), 2, on.text("new"));
    }
  },
  PUT_WITH_GAP(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).put(on.id(), 5, on.text("new"));
    }

    @Override
    long version() {
      return 5;
    }
  },
  PUT_LATEST(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).putLatest(on.id(), on.text("new"));
    }
  },
  PUT_STREAM(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return vhs.streams().putLatest(on.id(), on.stream("new"));
    }
  },
  REPLACE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).replace(on.newest(), on.text("new"));
    }
  },
  UPDATE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).update(on.id(), before -> before + "!");
    }
  },
  UPSERT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).upsert(on.id(), on.text("unused"), before -> before + "!");
    }
  },
  UPSERT_OF_NOTHING(Prior.NONE) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).upsert(on.id(), on.text("new"), before -> before + "!");
    }
  },
  UPSERT_OF_DELETED(Prior.DELETED) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).upsert(on.id(), on.text("new"), before -> before + "!");
    }
  },
  RESTORE(Prior.TWO_VERSIONS) {
    @Override
    Prior prior(Variant variant) {
      return variant == Variant.SINGLE ? Prior.DELETED : Prior.TWO_VERSIONS;
    }

    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).restore(on.id(), 0);
    }
  },
  UPDATE_METADATA(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).updateMetadata(on.id(), before -> Map.of("some", "other"));
    }
  },
  DELETE(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).delete(on.id());
    }
  },
  DELETE_AT(Prior.TWO_VERSIONS) {
    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      return texts(vhs).delete(on.id(), 2);
    }
  },
  PURGE(Prior.TWO_VERSIONS) {
    @Override
    @Nullable VersionInfo write(Vhs vhs, WireSubject on) {
      texts(vhs).purge(on.id());
      return null;
    }
  },
  PRUNE(Prior.TWO_VERSIONS) {
    @Override
    boolean isOf(Variant variant) {
      return variant == Variant.MULTI;
    }

    @Override
    @Nullable VersionInfo write(Vhs vhs, WireSubject on) {
      texts(vhs).prune(on.id(), RetentionPolicy.newest(1));
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
    List<Result<@Nullable VersionInfo>> run(Vhs vhs, List<WireSubject> subjects) {
      Map<String, String> values = new LinkedHashMap<>();
      subjects.forEach(on -> values.put(on.id(), on.text("new")));
      return List.copyOf(texts(vhs).putAll(values).values());
    }

    @Override
    VersionInfo write(Vhs vhs, WireSubject on) {
      throw new UnsupportedOperationException("it writes several ids");
    }
  };

  private final Prior prior;

  WireOperation(Prior prior) {
    this.prior = prior;
  }

  private static VersionedStore<String> texts(Vhs vhs) {
    return vhs.store(Codec.text());
  }

  /** Whether a variant has it. */
  boolean isOf(Variant variant) {
    return true;
  }

  /** Whether it has requests of other kinds with values of that size. */
  boolean isOf(Size size) {
    return size != Size.PARTS || this == PUT_STREAM;
  }

  /** Whether it takes versions away. */
  boolean isRetirement() {
    return this == PURGE || this == PRUNE;
  }

  Prior prior(Variant variant) {
    return prior;
  }

  /** The version that it writes of an id that was there before. */
  long version() {
    return 2;
  }

  /** Ids to try it upon once. */
  List<WireSubject> subjects(Vhs sound, String id, Size size) {
    return List.of(WireSubject.prepared(sound, id, size, prior(sound.variant())));
  }

  /** Does it; what came of each id. */
  List<Result<@Nullable VersionInfo>> run(Vhs vhs, List<WireSubject> subjects) {
    return List.of(Result.of(() -> write(vhs, subjects.get(0))));
  }

  /** Does it; null where it answers no facts. */
  abstract @Nullable VersionInfo write(Vhs vhs, WireSubject on);
}
