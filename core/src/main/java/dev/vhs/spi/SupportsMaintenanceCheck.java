package dev.vhs.spi;

/**
 * An ability of a {@link PointerIndex}: it can tell whether its medium is set up so that rows
 * vanish by themselves or come from elsewhere. An engine that deletes by what the rows say would
 * lose data there.
 *
 * <p>The laws of {@link PointerIndex} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsMaintenanceCheck {
  /**
   * Checks that the index is safe to delete by; called before each {@code gc}, {@code prune} and
   * {@code purge}. It must throw if rows may vanish by themselves, or if a consistent read may miss
   * a commit that was acknowledged, and also if that can't be found out.
   *
   * @throws dev.vhs.StoreMismatch if the index is not safe to delete by; nothing was deleted
   */
  void checkMaintenance(RequestContext context);
}
