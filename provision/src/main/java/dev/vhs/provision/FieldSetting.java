package dev.vhs.provision;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A setting that is put together of functions.
 *
 * @param text what it is called
 * @param aim what a definition wants
 * @param found what is there
 * @param changeable whether it can be changed from that
 * @param changer changes it
 */
record FieldSetting(
    String text,
    Function<StoreDefinition, String> aim,
    Function<Site, String> found,
    Predicate<String> changeable,
    Consumer<Site> changer)
    implements Setting {
  /** One that can be changed, whatever there is. */
  FieldSetting(
      String text,
      Function<StoreDefinition, String> aim,
      Function<Site, String> found,
      Consumer<Site> changer) {
    this(text, aim, found, any -> true, changer);
  }

  /** One that stays as it is. */
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
