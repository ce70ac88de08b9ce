package dev.vhs.benchmarks.peers;

import dev.vhs.ReadOptions;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.VhsContender;

/** The peers on AWS. */
public enum Peer {
  /** Ours as it is by default: small values inline, no cache, consistent reads. */
  VHS("vhs") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(text(), place.vhs().open(), ReadOptions.DEFAULT);
    }
  },

  /** Our store with every value in an object. */
  VHS_LARGE("vhs, all in S3") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(text(), place.vhs().inlineItemBytes(0).open(), ReadOptions.DEFAULT);
    }
  },

  /** Our store with a cache. */
  VHS_CACHED("vhs cached") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(
          text(), place.vhs().cacheBytes(CACHE_BYTES).open(), ReadOptions.DEFAULT);
    }
  },

  /** Our store with eventually consistent reads, which the Scala client has. */
  VHS_EVENTUAL("vhs eventual") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(text(), place.vhs().open(), EVENTUAL);
    }
  },

  /** Our store with a cache and eventually consistent reads. */
  VHS_EVENTUAL_CACHED("vhs eventual, cached") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(text(), place.vhs().cacheBytes(CACHE_BYTES).open(), EVENTUAL);
    }
  },

  /** Our store with compression and eventually consistent reads. */
  VHS_EVENTUAL_ZSTD("vhs eventual, zstd") {
    @Override
    Contender open(Place place) {
      return VhsContender.named(text(), place.vhs().compress(true).open(), EVENTUAL);
    }
  },

  /** The client that vhs descends from. */
  SCALA("Scala client") {
    @Override
    Contender open(Place place) {
      return new ScalaPeer(text(), place.clients(), place.name());
    }
  },

  /** The limit: the same requests, by the SDK alone. */
  BARE("bare SDK") {
    @Override
    Contender open(Place place) {
      return new BareAws(place.table(), place.bucket());
    }
  },

  /** Conditional writes of S3. */
  S3("S3 alone") {
    @Override
    Contender open(Place place) {
      return new S3Alone(text(), place.bucket());
    }
  },

  /** Conditional writes of S3, with a cache of etags and values. */
  S3_CACHED("S3 alone, cached") {
    @Override
    Contender open(Place place) {
      return new S3Alone(text(), place.bucket(), CACHE_BYTES);
    }
  },

  /** Values in items. */
  DYNAMO_DB("DynamoDB alone") {
    @Override
    Contender open(Place place) {
      return new MessageTable(text(), place.table(), Payloads.INLINE, LARGEST_IN_ITEM);
    }
  },

  /** Values in items, larger ones in S3 with a message in their place. */
  OFFLOADED("payload offloading") {
    @Override
    Contender open(Place place) {
      return new MessageTable(
          text(), place.table(), new OffloadedPayloads(place.bucket()), Long.MAX_VALUE);
    }
  };

  /**
   * The size up to which AWS's libraries keep a payload in its item, and so are DynamoDB alone, in
   * bytes ({@code PayloadStorageConfiguration}, 256 KiB).
   */
  public static final int MAX_NOT_OFFLOADED = 256 * 1024;

  /** The capacity of caches, in bytes: ours and that of S3 alone. */
  public static final long CACHE_BYTES = 64L << 20;

  /** The rest of an item's 400 KB beside its key and names, in bytes. */
  private static final long LARGEST_IN_ITEM = 399 * 1024;

  private static final ReadOptions EVENTUAL = ReadOptions.DEFAULT.eventual();

  private final String text;

  Peer(String text) {
    this.text = text;
  }

  /** Returns its name in tables. */
  public String text() {
    return text;
  }

  abstract Contender open(Place place);
}
