package dev.vhs.provision;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A setting that is composed of functions.
 *
 * @param text its name
 * @param aim returns the value that a definition wants
 * @param found returns the present value
 * @param changeable tests whether it can be changed from a present value
 * @param changer changes it
 */
record FieldSetting(
    String text,
    Function<StoreDefinition, String> aim,
    Function<Site, String> found,
    Predicate<String> changeable,
    Consumer<Site> changer)
    implements Setting {
  /** Makes a setting that can be changed from any present value. */
  FieldSetting(
      String text,
      Function<StoreDefinition, String> aim,
      Function<Site, String> found,
      Consumer<Site> changer) {
    this(text, aim, found, any -> true, changer);
  }

  /** Returns a setting that can't be changed. */
  static FieldSetting fixed(
      String text, Function<StoreDefinition, String> aim, Function<Site, String> found) {
    return new FieldSetting(
        text,
        aim,
        found,
        any -> false,
        site -> {
          throw new UnsupportedOperationException(text + " can't be changed");
        });
  }

  @Override
  public String wanted(StoreDefinition store) {
    return aim.apply(store);
  }

  @Override
  public String actual(Site site) {
    return found.apply(site);
  }

  @Override
  public boolean isChangeable(String actual) {
    return changeable.test(actual);
  }

  @Override
  public void change(Site site) {
    changer.accept(site);
  }
}
