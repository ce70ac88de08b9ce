package dev.vhs.internal.cache;

import dev.vhs.Location;
import dev.vhs.spi.Content;

/**
 * The value that a row has in an object. Two rows may name one object, if another program wrote one
 * of them, and disagree about what is in it or whose it is: then they are two values.
 *
 * @param id the id of the row
 */
public record ObjectValue(String id, Location location, Content content) {}
