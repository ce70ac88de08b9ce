package dev.vhs.aws.sdk;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The failures that show that a request certainly never left, unlike those of a lost answer. */
final class ConnectionFailures {
  /**
   * The exceptions that the releases of Apache's client throw if a connection isn't made in time,
   * or if none of their pool is free in time. They are compared by name, because the caller chooses
   * the HTTP client.
   */
  private static final Set<String> OF_APACHE =
      Set.of(
          "ConnectTimeoutException",
          "ConnectionPoolTimeoutException",
          "ConnectionRequestTimeoutException");

  /**
   * The exceptions of those clients that say that all connections of their pool are in use. They
   * tell of no trouble of a service.
   */
  private static final Set<String> OF_FULL_POOLS =
      Set.of("ConnectionRequestTimeoutException", "ConnectionPoolTimeoutException");

  private ConnectionFailures() {}

  /** Returns whether a failure says that all connections of the client were in use. */
  static boolean isPoolInUse(Throwable failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (OF_FULL_POOLS.contains(at.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a failure says that there was no connection to send the request through. */
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
