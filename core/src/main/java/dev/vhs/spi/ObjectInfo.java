package dev.vhs.spi;

import dev.vhs.Location;
import java.time.Instant;
import java.util.Map;

/**
 * What an object store says of an object.
 *
 * @param location where it is
 * @param size its length in bytes, as stored
 * @param storedAt when it was stored, by the object store's clock; of an upload that took long, not
 *     later than its end
 * @param userMetadata what was uploaded with it; empty in listings
 */
public record ObjectInfo(
    Location location, long size, Instant storedAt, Map<String, String> userMetadata) {
  public ObjectInfo {
    userMetadata = Map.copyOf(userMetadata);
  }
}
