package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** The service behind a {@link FaultyEndpoint}. Requests reach it as they were sent. */
final class Upstream {
  private static final int MAX_CONNECTIONS = 1000;
  private static final Timeout LIMIT = Timeout.ofMinutes(2);

  /**
   * The time that connections are kept: shorter than servers keep idle ones, so that none is closed
   * under a request.
   */
  private static final Timeout CONNECTION_LIFE = Timeout.ofSeconds(10);

  private final HttpHost host;
  private final HttpRequester requester;

  Upstream(URI target) {
    host = new HttpHost(target.getScheme(), target.getHost(), target.getPort());
    requester =
        RequesterBootstrap.bootstrap()
            // Whatever is added to requests by default would change them.
            .setHttpProcessor(new DefaultHttpProcessor(new HttpRequestInterceptor[0]))
            .setSocketConfig(SocketConfig.custom().setSoTimeout(LIMIT).build())
            .setDefaultMaxPerRoute(MAX_CONNECTIONS)
            .setMaxTotal(MAX_CONNECTIONS)
            .setTimeToLive(CONNECTION_LIFE)
            .create();
  }

  /** Sends a request, and gives the answer, which must be closed. */
  ClassicHttpResponse send(ClassicHttpRequest request) throws IOException, HttpException {
    ClassicHttpRequest copy =
        new BasicClassicHttpRequest(request.getMethod(), request.getRequestUri());
    copy.setHeaders(request.getHeaders());
    // That was between the sender and us.
    copy.removeHeaders("Expect");
    copy.setEntity(request.getEntity());
    return requester.execute(host, copy, LIMIT, HttpCoreContext.create());
  }

  void close() {
    requester.close(CloseMode.IMMEDIATE);
  }
}
