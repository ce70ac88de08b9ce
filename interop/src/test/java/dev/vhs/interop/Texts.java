package dev.vhs.interop;

import dev.vhs.testkit.contract.ScalaClient;

/** The operations that the Scala client and the testkit's model of it share. */
interface Texts {
  long init(String id, String text);

  long put(String id, int version, String text);

  long putLatest(String id, String text);

  /** Adds to the newest text. */
  long append(String id, String text);

  String getLatest(String id);

  String get(String id, int version);

  static Texts of(ScalaVhs<String> client) {
    return new Texts() {
      @Override
      public long init(String id, String text) {
        return client.init(id, text);
      }

      @Override
      public long put(String id, int version, String text) {
        return client.put(id, version, text);
      }

      @Override
      public long putLatest(String id, String text) {
        return client.putLatest(id, text);
      }

      @Override
      public long append(String id, String text) {
        return client.update(id, old -> old + text);
      }

      @Override
      public String getLatest(String id) {
        return client.getLatest(id);
      }

      @Override
      public String get(String id, int version) {
        return client.get(id, version);
      }
    };
  }

  static Texts of(ScalaClient model) {
    return new Texts() {
      @Override
      public long init(String id, String text) {
        model.init(id, text);
        return 0;
      }

      @Override
      public long put(String id, int version, String text) {
        model.put(id, version, text);
        return version;
      }

      @Override
      public long putLatest(String id, String text) {
        return model.putLatest(id, text);
      }

      @Override
      public long append(String id, String text) {
        return model.update(id, old -> old + text);
      }

      @Override
      public String getLatest(String id) {
        return model.getLatest(id);
      }

      @Override
      public String get(String id, int version) {
        return model.get(id, version);
      }
    };
  }
}
