package dev.vhs.spi;

/**
 * What a {@link PointerIndex} may be besides: one whose medium can be set up so that rows vanish by
 * themselves, or come from elsewhere, which an engine that deletes by what the rows say could not
 * survive.
 *
 * <p>The laws of {@link PointerIndex} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsMaintenanceCheck {
  /**
   * Called anew before each {@code gc}, {@code prune} and {@code purge}. It must throw where rows
   * may vanish by themselves, or where a consistent read may miss a commit that was acknowledged,
   * and also where it can't be found out.
   *
   * @throws dev.vhs.StoreMismatch if the index is set up so; nothing was deleted
   */
  void checkMaintenance(RequestContext context);
}
