package dev.vhs.benchmarks;

/** The operations that a {@link Contender} can be put to. */
public enum Operation {
  /** {@link Contender#init}. */
  INIT("init"),
  /** {@link Contender#putLatest}. */
  PUT_LATEST("putLatest"),
  /** {@link Contender#update}. */
  UPDATE("update"),
  /** {@link Contender#getLatest}. */
  GET_LATEST("getLatest"),
  /** {@link Contender#get}. */
  GET("get(version)"),
  /** {@link Contender#history}. */
  HISTORY("history(10)"),
  /** {@link Contender#restore}. */
  RESTORE("restore");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** Returns its name in tables. */
  public String text() {
    return text;
  }

  /**
   * Does it once.
   *
   * @param id one that has at least versions 0 and 1; for {@link #INIT} what a new id begins with
   * @param value what is written
   * @param turn another number each time
   */
  public void run(Contender contender, String id, byte[] value, long turn) throws Exception {
    switch (this) {
      case INIT -> contender.init(id + "-" + turn, value);
      case PUT_LATEST -> contender.putLatest(id, value);
      case UPDATE -> contender.update(id, before -> value);
      case GET_LATEST -> contender.getLatest(id);
      case GET -> contender.get(id, 0);
      case HISTORY -> contender.history(id);
      case RESTORE -> contender.restore(id, 0);
    }
  }
}
