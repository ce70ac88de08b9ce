package dev.vhs.internal.protocol;

import dev.vhs.ForeignPayload;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places whose objects a store reads: its own bucket and prefix, those that it was allowed to
 * read, and the whole bucket if the Scala client shares the store. Another program that can write
 * the index could have a reader fetch what it can't read itself otherwise. Safe for use by many
 * threads.
 */
public final class PayloadPlaces {
  private static final String ANY = "*";

  private final ObjectKeys own;
  private final List<String> allowed;
  private @Nullable Predicate<OperationContext> sharing;
  private volatile @Nullable Boolean isShared;

  /**
   * Makes the places of a store.
   *
   * @param own the keys of a native store
   * @param allowed further places: {@code BUCKET}, {@code BUCKET/PREFIX} or {@code *}
   */
  public PayloadPlaces(ObjectKeys own, List<String> allowed) {
    this.own = own;
    this.allowed = List.copyOf(allowed);
  }

  /**
   * Checks the text of a further place.
   *
   * @throws InvalidRequest if it is empty, or has an empty part
   */
  public static void check(String place) {
    if (place.isEmpty() || place.endsWith("/") || place.contains("//")) {
      throw new InvalidRequest(
          "foreignPayloads '%s' is not valid; expected a bucket, a bucket and a prefix such as my-bucket/old, or * for any place"
              .formatted(place));
    }
  }

  /**
   * Sets the question whether the Scala client shares the store. It is asked at most until it was
   * answered once, and only about an object in the store's bucket and outside its prefix.
   */
  public void askSharing(Predicate<OperationContext> question) {
    sharing = question;
  }

  /** Returns whether a place is the store's own, or one that it was explicitly allowed to read. */
  public boolean isAllowed(Location location) {
    return own.isUnderRoot(location) || allowed.stream().anyMatch(place -> covers(place, location));
  }

  private static boolean covers(String place, Location location) {
    return place.equals(ANY)
        || place.equals(location.bucket())
        || (location.bucket() + "/" + location.key()).startsWith(place + "/");
  }

  /** Returns whether the store reads the object of a row, if the row names one. */
  public boolean mayRead(Row row, OperationContext context) {
    Location location = row.payload();
    return location == null
        || isAllowed(location)
        || (own.isInBucket(location) && isShared(context));
  }

  /**
   * Checks that the store reads the object of a row, if the row names one.
   *
   * @throws ForeignPayload if it does not
   */
  public void check(Row row, OperationContext context) {
    Location location = row.payload();
    if (location != null && !mayRead(row, context)) {
      throw new ForeignPayload(
          "Version %s of '%s' points to %s, outside the store; another program wrote it. It was not read: if the place is to be trusted, open the store with foreignPayloads=%s"
              .formatted(
                  row.version(),
                  row.id(),
                  location,
                  location.bucket().isEmpty() ? ANY : location.bucket()),
          row.id(),
          row.version(),
          location);
    }
  }

  private boolean isShared(OperationContext context) {
    Boolean known = isShared;
    if (known == null) {
      known = sharing != null && sharing.test(context);
      isShared = known;
    }
    return known;
  }
}
