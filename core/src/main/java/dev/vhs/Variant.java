package dev.vhs;

/** What an index keeps of an id: the newest version, or every version. */
public enum Variant {
  /** Keeps the pointer to the newest version only; its predecessor's object is reclaimed. */
  SINGLE("single-version-store"),

  /** Keeps a pointer to every version. */
  MULTI("multi-version-store");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  /** The name that documents, store rows and Terraform modules use. */
  public String text() {
    return text;
  }

  /**
   * The variant with that name.
   *
   * @param text {@code single-version-store}, {@code multi-version-store}, or the first word of
   *     either
   * @throws IllegalArgumentException if it is neither
   */
  public static Variant of(String text) {
    for (Variant variant : values()) {
      if (variant.text.equals(text) || variant.name().equalsIgnoreCase(text)) {
        return variant;
      }
    }
    throw new IllegalArgumentException(
        "No variant '"
            + text
            + "': use 'single' or 'multi' (single-version-store, multi-version-store)");
  }
}
