package dev.vhs.benchmarks.peers;

import java.io.IOException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a value becomes part of an item. */
interface Payloads {
  /** Values as they are. */
  Payloads INLINE =
      new Payloads() {
        @Override
        public AttributeValue stored(byte[] value) {
          return Attributes.binary(value);
        }

        @Override
        public byte[] value(AttributeValue stored) {
          return stored.b().asByteArray();
        }
      };

  /** Stores a value, and gives what an item says of it. */
  AttributeValue stored(byte[] value);

  /** The value of which an item says that. */
  byte[] value(AttributeValue stored) throws IOException;
}
