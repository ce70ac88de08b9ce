package dev.vhs.spi;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param objects the objects, in rising order of their keys' UTF-8 bytes
 * @param last whether no object follows
 */
public record ObjectPage(List<ObjectInfo> objects, boolean last) {
  public ObjectPage {
    objects = List.copyOf(objects);
  }
}
