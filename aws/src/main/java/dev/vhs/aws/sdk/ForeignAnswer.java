package dev.vhs.aws.sdk;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The failure of an attempt that was answered by something other than the service: a proxy that
 * blocks or rewrites, a portal that wants a login, or another server at that address. It says
 * nothing about what the service has, so the SDK sends the request again.
 */
public final class ForeignAnswer extends SdkClientException {
  private static final long serialVersionUID = 1;

  /**
   * Makes a failure.
   *
   * @param seen the answer in a few words
   */
  public ForeignAnswer(String seen) {
    super(builder().message(seen));
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
