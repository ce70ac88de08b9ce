package dev.vhs.aws;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * The provider of {@code aws:TABLE/BUCKET[/PREFIX]}, which opens an {@link AwsBackend} by URI.
 *
 * <p>Options: {@code region}, {@code endpoint-dynamodb} and {@code endpoint-s3} (URLs,
 * percent-encoded), and for servers other than S3 {@code path-style=true}, {@code
 * chunked-encoding=false}, {@code checksums=when-required} and {@code conditional-uploads=false}.
 * {@code connections} is the number of requests to each service at once, and {@code
 * slowest-download} the least bytes a second that a download must bring, 0 for no limit.
 */
public final class AwsBackendProvider implements BackendProvider {
  private static final String REGION = "region";
  private static final String ENDPOINT_DYNAMODB = "endpoint-dynamodb";
  private static final String ENDPOINT_S3 = "endpoint-s3";
  private static final String PATH_STYLE = "path-style";
  private static final String CHUNKED_ENCODING = "chunked-encoding";
  private static final String CHECKSUMS = "checksums";
  private static final String CONDITIONAL_UPLOADS = "conditional-uploads";
  private static final String CONNECTIONS = "connections";
  private static final String SLOWEST_DOWNLOAD = "slowest-download";
  private static final String VARIANT = "variant";

  /** The time over which the speed of a download is measured. */
  private static final Duration SPEED_TIME = Duration.ofSeconds(30);

  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_SPEED = 1_000_000_000;

  private static final Set<String> OPTIONS =
      Set.of(
          REGION,
          ENDPOINT_DYNAMODB,
          ENDPOINT_S3,
          PATH_STYLE,
          CHUNKED_ENCODING,
          CHECKSUMS,
          CONDITIONAL_UPLOADS,
          CONNECTIONS,
          SLOWEST_DOWNLOAD);

  /** The shape of a region's name, which becomes part of a host name. */
  private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private static final Map<String, Boolean> SWITCH = Map.of("true", true, "false", false);

  private static final Map<String, Boolean> CHECKSUM_MODES =
      Map.of("when-supported", true, "when-required", false);

  /** Makes a provider; {@link java.util.ServiceLoader} calls it. */
  public AwsBackendProvider() {}

  @Override
  public String scheme() {
    return "aws";
  }

  /**
   * Opens a store. It sends nothing.
   *
   * @throws InvalidRequest if the URI names no table and bucket, or has an unknown option
   */
  @Override
  public Backend open(StoreUri uri) {
    return builder(uri).open();
  }

  /**
   * Returns the settings that a URI names. It sends nothing.
   *
   * @throws InvalidRequest if the URI names no table and bucket, or has an unknown option
   */
  public static AwsBackend.Builder builder(StoreUri uri) {
    if (uri.options().containsKey(VARIANT)) {
      throw invalid(
          uri, "can't choose the variant; leave out variant=…, because the table's keys decide it");
    }
    uri.allowing(OPTIONS);
    String[] names = uri.rest().split("/", 3);
    if (names.length < 2) {
      throw invalid(
          uri,
          "doesn't name a table and a bucket; expected aws:TABLE/BUCKET or aws:TABLE/BUCKET/PREFIX");
    }
    if (names.length == 3 && names[2].isEmpty()) {
      throw invalid(uri, "ends with a slash; leave it out for a store without a prefix");
    }
    AwsBackend.Builder builder = AwsBackend.builder(names[0], names[1]).name(uri.text());
    if (names.length == 3) {
      builder.prefix(names[2]);
    }
    String region = uri.options().get(REGION);
    if (region != null) {
      builder.region(region(uri, region));
    }
    URI dynamoDb = endpoint(uri, ENDPOINT_DYNAMODB);
    if (dynamoDb != null) {
      builder.endpointDynamoDb(dynamoDb);
    }
    URI s3 = endpoint(uri, ENDPOINT_S3);
    if (s3 != null) {
      builder.endpointS3(s3);
    }
    if (uri.options().containsKey(CONNECTIONS)) {
      builder.maxConcurrency(number(uri, CONNECTIONS, 1, MAX_CONNECTIONS));
    }
    if (uri.options().containsKey(SLOWEST_DOWNLOAD)) {
      long speed = number(uri, SLOWEST_DOWNLOAD, 0, MAX_SPEED);
      builder.slowestDownload(speed * SPEED_TIME.toSeconds(), SPEED_TIME);
    }
    return builder
        .pathStyle(choice(uri, PATH_STYLE, SWITCH, false))
        .chunkedEncoding(choice(uri, CHUNKED_ENCODING, SWITCH, true))
        .checksums(choice(uri, CHECKSUMS, CHECKSUM_MODES, true))
        .conditionalUploads(choice(uri, CONDITIONAL_UPLOADS, SWITCH, true));
  }

  private static Region region(StoreUri uri, String text) {
    if (!REGION_NAME.matcher(text).matches()) {
      throw invalid(
          uri,
          "has region=%s, which is not valid; expected a name such as us-east-1".formatted(text));
    }
    return Region.of(text);
  }

  private static boolean choice(
      StoreUri uri, String option, Map<String, Boolean> choices, boolean otherwise) {
    String text = uri.options().get(option);
    if (text == null) {
      return otherwise;
    }
    Boolean chosen = choices.get(text);
    if (chosen == null) {
      throw invalid(
          uri,
          "has %s=%s, which is not valid; expected %s"
              .formatted(
                  option, text, String.join(" or ", choices.keySet().stream().sorted().toList())));
    }
    return chosen;
  }

  private static int number(StoreUri uri, String option, int least, int most) {
    String text = uri.options().get(option);
    if (NUMBER.matcher(text).matches()) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw invalid(
        uri,
        "has %s=%s, which is not valid; expected a number from %s to %s"
            .formatted(option, text, least, most));
  }

  private static @Nullable URI endpoint(StoreUri uri, String option) {
    String text = uri.options().get(option);
    if (text == null) {
      return null;
    }
    try {
      URI endpoint = new URI(text);
      if (endpoint.getHost() != null && Set.of("http", "https").contains(endpoint.getScheme())) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      throw invalid(
          uri,
          "has an %s that is not a URL: %s; expected one such as http://host:port"
              .formatted(option, e.getMessage()));
    }
    throw invalid(
        uri,
        "has %s=%s, which is not valid; expected a URL such as http://host:port"
            .formatted(option, text));
  }

  private static InvalidRequest invalid(StoreUri uri, String what) {
    return new InvalidRequest("Store URI '" + uri.text() + "' " + what);
  }
}
