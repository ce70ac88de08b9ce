package dev.vhs.benchmarks.peers;

import java.io.IOException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The conversion of a value to a part of an item. */
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

  /** Stores a value, and returns the attribute that an item holds for it. */
  AttributeValue stored(byte[] value);

  /** Returns the value for which an item holds an attribute. */
  byte[] value(AttributeValue stored) throws IOException;
}
