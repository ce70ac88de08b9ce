package dev.vhs.provision;

import dev.vhs.VhsException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** The fate of requests to a bucket that have no TLS, because the endpoint is one of plain HTTP. */
enum PlainHttp {
  /** Requests have TLS. */
  UNUSED(""),

  /** Requests have no TLS, and no policy was found that denies them. */
  ALLOWED(""),

  /** The bucket's policy denies requests without TLS. */
  DENIED("refused: the bucket's policy denies requests without TLS, and the endpoint is http:"),

  /** The bucket's policy can't be read. */
  UNKNOWN("refused: the endpoint is http:, and the bucket's policy may deny requests without TLS");

  private final String text;

  PlainHttp(String text) {
    this.text = text;
  }

  /** Returns the reason for a refusal, in words. */
  String text() {
    return text;
  }

  /** Returns the fate of a client's requests; it reads the bucket's policy if they have no TLS. */
  static PlainHttp of(Site site) {
    Optional<URI> endpoint = site.clients().s3().serviceClientConfiguration().endpointOverride();
    boolean plain =
        endpoint
            .map(uri -> String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).equals("http"))
            .orElse(false);
    if (!plain) {
      return UNUSED;
    }
    try {
      return BucketPolicy.of(site).isTlsOnly() ? DENIED : ALLOWED;
    } catch (SdkException e) {
      // AWS refuses the reading of the policy too if the policy denies plain HTTP.
      return Permissions.isDenied(e) ? UNKNOWN : ALLOWED;
    } catch (VhsException e) {
      // Another server than AWS, which answers as if it were another request.
      return ALLOWED;
    }
  }
}
