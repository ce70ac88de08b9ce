package dev.vhs.provision;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The store's own failures for those of provisioning. */
final class Failures {
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private Failures() {}

  /**
   * Returns a failure in the store's own terms.
   *
   * @param doing the action and its object, such as {@code "creating table pointers"}
   */
  static VhsException of(String doing, RuntimeException e) {
    if (e instanceof VhsException known) {
      return known;
    }
    if (!(e instanceof SdkException sdk)) {
      throw e;
    }
    String permission =
        sdk instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? "a permission of the policy 'provision' (the server says: %s)"
                .formatted(service.awsErrorDetails().errorMessage())
            : "a permission of the policy 'provision'";
    VhsException common = AwsFailures.of(doing, null, permission, sdk);
    return common instanceof StoreUnavailable && isRefused(sdk)
        ? new StoreMismatch(
            "The server refused %s; it says: %s".formatted(doing, sdk.getMessage()), sdk)
        : common;
  }

  private static boolean isRefused(SdkException e) {
    return e instanceof AwsServiceException service
        && service.statusCode() >= BAD_REQUEST
        && service.statusCode() < SERVER_ERROR
        && !service.isThrottlingException()
        && !service.isClockSkewException();
  }
}
