package dev.vhs;

/** The variant of an index: it keeps the newest version of an id, or every version. */
public enum Variant {
  /**
   * The variant that keeps the newest version only. The object of the version before it is deleted.
   */
  SINGLE("single-version-store"),

  /** The variant that keeps every version. */
  MULTI("multi-version-store");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  /** Returns the name that documents, store rows and Terraform modules use. */
  public String text() {
    return text;
  }

  /**
   * Returns the variant with a name.
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
        "variant '"
            + text
            + "' is not valid; expected single (single-version-store) or multi (multi-version-store)");
  }
}
