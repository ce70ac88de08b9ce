package dev.vhs.aws.sdk;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells a request that certainly never left from one whose answer was lost. */
final class ConnectionFailures {
  /**
   * What both releases of Apache's client throw where a connection isn't made in time, and what the
   * newer one throws where none of its pool is free in time. By name, since which HTTP client is
   * used is the caller's choice.
   */
  private static final Set<String> OF_APACHE =
      Set.of("ConnectTimeoutException", "ConnectionRequestTimeoutException");

  private ConnectionFailures() {}

  /** Whether a failure says that there was no connection to send the request through. */
  static boolean isCertain(Throwable failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConnectException
          || at instanceof NoRouteToHostException
          || at instanceof UnknownHostException
          || at instanceof SSLHandshakeException
          || at instanceof SSLPeerUnverifiedException
          || OF_APACHE.contains(at.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }
}
