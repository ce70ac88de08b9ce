package dev.vhs;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes that an adoption would make. Immutable; figures may be added. */
public final class AdoptPreview {
  private final StoreDescription after;
  private final @Nullable StoreDescription before;
  private final boolean healthy;
  private final long pointers;
  private final long foreign;
  private final long unreadable;

  private AdoptPreview(Builder from) {
    this.after = from.after;
    this.before = from.before;
    this.healthy = from.healthy;
    this.pointers = from.pointers;
    this.foreign = from.foreign;
    this.unreadable = from.unreadable;
  }

  /**
   * Returns a builder of a preview.
   *
   * @param after the description that the store would have, with an empty identity
   */
  public static Builder builder(StoreDescription after) {
    return new Builder(after);
  }

  /**
   * Returns the description that the store would have. Its identity is empty: the adoption makes a
   * new one.
   */
  public StoreDescription after() {
    return after;
  }

  /** Returns the description that the store has now; empty if it can't be read, or has none. */
  public Optional<StoreDescription> before() {
    return Optional.ofNullable(before);
  }

  /** Returns whether index and objects belong together already, so that nothing needs adopting. */
  public boolean healthy() {
    return healthy;
  }

  /** Returns how many pointers name an object. */
  public long pointers() {
    return pointers;
  }

  /** Returns how many of the {@link #pointers} name an object outside the store. */
  public long foreign() {
    return foreign;
  }

  /** Returns how many rows can't be read. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AdoptPreview that
        && after.equals(that.after)
        && Objects.equals(before, that.before)
        && healthy == that.healthy
        && pointers == that.pointers
        && foreign == that.foreign
        && unreadable == that.unreadable;
  }

  @Override
  public int hashCode() {
    return Objects.hash(after, before, healthy, pointers, foreign, unreadable);
  }

  @Override
  public String toString() {
    return "AdoptPreview[after="
        + after
        + ", before="
        + before
        + ", healthy="
        + healthy
        + ", pointers="
        + pointers
        + ", foreign="
        + foreign
        + ", unreadable="
        + unreadable
        + "]";
  }

  /**
   * The builder of a preview; for the store, and for tests of applications. Figures that are not
   * set are 0.
   */
  public static final class Builder {
    private final StoreDescription after;
    private @Nullable StoreDescription before;
    private boolean healthy;
    private long pointers;
    private long foreign;
    private long unreadable;

    private Builder(StoreDescription after) {
      this.after = Objects.requireNonNull(after, "after");
    }

    /** Sets the description that the store has now. Default: null, none. */
    public Builder before(@Nullable StoreDescription value) {
      this.before = value;
      return this;
    }

    /** Sets whether index and objects belong together already. Default: false. */
    public Builder healthy(boolean value) {
      this.healthy = value;
      return this;
    }

    /** Sets how many pointers name an object. Default: 0. */
    public Builder pointers(long value) {
      this.pointers = value;
      return this;
    }

    /** Sets how many of the pointers name an object outside the store. Default: 0. */
    public Builder foreign(long value) {
      this.foreign = value;
      return this;
    }

    /** Sets how many rows can't be read. Default: 0. */
    public Builder unreadable(long value) {
      this.unreadable = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public AdoptPreview build() {
      return new AdoptPreview(this);
    }
  }
}
