package dev.vhs.benchmarks.peers;

import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.aws.AwsBackend;
import dev.vhs.benchmarks.wire.SdkClients;
import dev.vhs.testkit.emulators.EmulatedStore;

/**
 * The place where a peer is opened.
 *
 * @param store its table and its bucket
 * @param clients what it sends requests with
 * @param clientsForAll whether ours uses these too, so that they can be metered, rather than those
 *     that it makes itself
 */
record Place(EmulatedStore store, SdkClients clients, boolean clientsForAll)
    implements AutoCloseable {
  /** Returns the name of the table, and of the bucket. */
  String name() {
    return store.name();
  }

  VhsBuilder vhs() {
    return clientsForAll
        ? Vhs.builder(
            AwsBackend.builder(name(), name()).dynamoDb(clients.dynamoDb()).s3(clients.s3()).open())
        : Vhs.builder(store.uri());
  }

  VersionTable table() {
    return new VersionTable(clients.dynamoDb(), name());
  }

  Bucket bucket() {
    return new Bucket(clients.s3(), name());
  }

  /** Removes the table and the bucket. */
  @Override
  public void close() {
    clients.close();
    store.close();
  }
}
