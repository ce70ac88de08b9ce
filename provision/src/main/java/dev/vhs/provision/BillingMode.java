package dev.vhs.provision;

import dev.vhs.InvalidRequest;

/**
 * How a table's capacity is paid for.
 *
 * @param readUnits a second that are provisioned; 0 on demand
 * @param writeUnits a second that are provisioned; 0 on demand
 */
public record BillingMode(long readUnits, long writeUnits) {
  private static final BillingMode ON_DEMAND = new BillingMode(0, 0);

  public BillingMode {
    if (readUnits < 0 || writeUnits < 0 || (readUnits == 0) != (writeUnits == 0)) {
      throw new InvalidRequest(
          "A table can't have %d read units and %d write units: give at least 1 of each, or leave both out to pay by request"
              .formatted(readUnits, writeUnits));
    }
  }

  /** Each request is paid for. */
  public static BillingMode onDemand() {
    return ON_DEMAND;
  }

  /** So many units a second are paid for, used or not. */
  public static BillingMode provisioned(long readUnits, long writeUnits) {
    return new BillingMode(readUnits, writeUnits);
  }

  /** Whether each request is paid for. */
  public boolean isOnDemand() {
    return readUnits == 0;
  }

  /** As DynamoDB calls it. */
  String text() {
    return isOnDemand() ? "PAY_PER_REQUEST" : "PROVISIONED";
  }
}
