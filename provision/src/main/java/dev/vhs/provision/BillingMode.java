package dev.vhs.provision;

import dev.vhs.InvalidRequest;

/**
 * The way to pay for a table's capacity.
 *
 * @param readUnits the provisioned read units per second; 0 on demand
 * @param writeUnits the provisioned write units per second; 0 on demand
 */
public record BillingMode(long readUnits, long writeUnits) {
  private static final BillingMode ON_DEMAND = new BillingMode(0, 0);

  /**
   * Makes a billing mode.
   *
   * @throws InvalidRequest if a number is negative, or only one of them is 0
   */
  public BillingMode {
    if (readUnits < 0 || writeUnits < 0 || (readUnits == 0) != (writeUnits == 0)) {
      throw new InvalidRequest(
          "%s read units and %s write units are not valid; expected at least 1 of each, or neither, to pay by request"
              .formatted(readUnits, writeUnits));
    }
  }

  /** Returns the mode that charges for each request. */
  public static BillingMode onDemand() {
    return ON_DEMAND;
  }

  /** Returns the mode that charges for a number of units per second, used or not. */
  public static BillingMode provisioned(long readUnits, long writeUnits) {
    return new BillingMode(readUnits, writeUnits);
  }

  /** Returns whether each request is charged. */
  public boolean isOnDemand() {
    return readUnits == 0;
  }

  /** Returns DynamoDB's name for it. */
  String text() {
    return isOnDemand() ? "PAY_PER_REQUEST" : "PROVISIONED";
  }
}
