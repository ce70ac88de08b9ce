package dev.vhs.benchmarks.harness;

/** The goals of the whole product, line by line; each has {@link Target}s in some chapters. */
public enum Goal {
  /** Counted, not timed. */
  REQUESTS("requests and round trips of vhs, by section 7 of the design"),
  /** Eventually consistent reads, which the Scala client has. */
  MIX("dollars, bimodal mix, of the Scala client's at the same read consistency"),
  /** The same. */
  MIX_CACHED("the same with the cache"),
  /** The same. */
  MIX_ZSTD("the same with zstd, of vhs without"),
  /** At 20 ms a request. */
  LATENCY_PUT("latency at 20 ms, `putLatest`, of the Scala client's"),
  /** At 20 ms a request. */
  LATENCY_UPDATE("latency at 20 ms, `update`, of the Scala client's"),
  /** At 20 ms a request. */
  LATENCY_UPDATE_CACHED("latency at 20 ms, `update` cached, of the Scala client's"),
  /** At 20 ms a request. */
  LATENCY_GET_CACHED("latency at 20 ms, `getLatest` cached, of the Scala client's"),
  /** Small values. */
  S3_REQUESTS("requests, 1 KiB, of S3 alone's"),
  /** Small values. */
  S3_LATENCY("latency at 20 ms, 1 KiB, of S3 alone's"),
  /** Small values. */
  S3_DOLLARS("dollars, 1 KiB, of S3 alone's"),
  /** All sizes. */
  S3_GET_CACHED("latency at 20 ms, `getLatest` cached, of S3 alone's with a cache"),
  /** 16 threads. */
  SCALA_PUT("throughput, 16 threads, 1 KiB, `putLatest`, times the Scala client's"),
  /** 16 threads. */
  SCALA_PUT_CACHED("throughput, 16 threads, 1 KiB, `putLatest` cached, times the Scala client's"),
  /** 16 threads. */
  SCALA_GET("throughput, 16 threads, 1 KiB, `getLatest`, times the Scala client's"),
  /** The same requests and hashing. */
  BARE_RATE("throughput, of a bare SDK loop's"),
  /** The same requests and hashing. */
  BARE_CPU("processor time, a bare SDK loop's of ours"),
  /** Eight stores. */
  HOT_VALUE("hot id: updates that count, of all"),
  /** Eight stores. */
  HOT_ORPHANS("hot id: objects left behind"),
  /** Eight stores. */
  HOT_ATTEMPTS("hot id: attempts for each success"),
  /** Eight stores. */
  HOT_ELAPSED("hot id: time, of the Scala client's"),
  /** Durable, 16 threads. */
  ROCKS_WRITES("embedded: durable writes of 1 KiB, 16 threads, of RocksDB's"),
  /** 16 threads. */
  ROCKS_READS("embedded: reads of 1 KiB, 16 threads, of RocksDB's"),
  /** Durable, 16 threads. */
  BARE_DISK("embedded: writes of 1 MiB, 16 threads, of a bare loop's as durable with SHA-256"),
  /** The goal for large values in a small heap. */
  MEMORY("memory: 16 streams of 64 MiB at once, heap in MiB"),
  /** The exponent of n. */
  FLAT("growth: time of reads and writes, as a power of the store's size"),
  /** The exponent of n. */
  LINEAR("growth: time of sweeps, as a power of the store's size");

  private final String text;

  Goal(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
