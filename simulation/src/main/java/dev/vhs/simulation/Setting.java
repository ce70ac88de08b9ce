package dev.vhs.simulation;

import dev.vhs.Variant;
import java.time.Duration;

/**
 * The setting of a history, as far as it decides what is legal in it.
 *
 * @param cached whether clients have caches, which may answer reads of one version
 * @param shared whether the Scala client shares the store
 * @param grace the store's grace period
 * @param clocksApart how far the clocks by which ages are judged may be apart
 */
record Setting(
    Variant variant, boolean cached, boolean shared, Duration grace, Duration clocksApart) {
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  /** Returns the setting of clients whose clocks are as good as the profile has them. */
  static Setting of(Profile profile, Variant variant, Duration grace) {
    return new Setting(
        variant,
        profile.isCached(),
        profile.isShared(),
        grace,
        CLOCKS_APART.plus(profile.maxSkew(Duration.ZERO).multipliedBy(2)));
  }
}
