package dev.vhs.aws.s3;

import static dev.vhs.aws.s3.FaultyS3.KEY;
import static dev.vhs.aws.s3.FaultyS3.random;
import static dev.vhs.aws.s3.FaultyS3.upload;
import static dev.vhs.aws.s3.FaultyS3Http.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.aws.emulated.EmulatedAws;
import dev.vhs.aws.sdk.ServiceClock;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.contract.RecordedContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The failures of S3: each refusal becomes one exception that says what to do. */
@Timeout(120)
class S3FailureMessagesTest {
  private static final RequestContext CALL = RequestContext.unlimited();
  private static final Map<String, String> ELSEWHERE = Map.of("x-amz-bucket-region", "eu-west-1");

  @RegisterExtension final FaultyS3 s3 = new FaultyS3();

  /** A request to a store. */
  interface Operation {
    void on(ObjectStore store, Location location) throws IOException;
  }

  static Stream<Arguments> operations() {
    return Stream.of(
        operation("s3:PutObject", (store, at) -> store.put(upload(random(10), false), CALL)),
        operation("s3:PutObject", (store, at) -> store.put(upload(random(11 << 20), false), CALL)),
        operation("s3:GetObject", (store, at) -> store.open(at, ByteRange.ALL, CALL)),
        operation("s3:GetObject", (store, at) -> store.open(at, new ByteRange(2, 3), CALL)),
        operation("s3:GetObject", (store, at) -> store.stat(at, CALL)),
        operation("s3:ListBucket", (store, at) -> store.list("", "", 1, CALL)),
        operation("s3:DeleteObject", (store, at) -> store.delete(at, CALL)),
        operation(
            "s3:ListBucketMultipartUploads",
            (store, at) -> store.abortUploads("", Instant.now(), CALL)));
  }

  private static Arguments operation(String permission, Operation operation) {
    return Arguments.of(permission, operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aMissingPermissionIsNamed(String permission, Operation operation) {
    s3.http().always(error(403, "AccessDenied"));
    assertThatThrownBy(() -> operation.on(s3.store(), s3.location()))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining(permission);
    assertThat(s3.http().seen()).as("it is not tried again").hasSize(1);
  }

  /** Tries S3's answer for a missing object to a caller that may not list the bucket. */
  @Test
  void aRefusalThatMayMeanNotThereSaysSo() {
    s3.http().always(error(403, ""));
    assertThatThrownBy(() -> s3.store().stat(s3.location(), CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("it does not exist, and they lack s3:ListBucket")
        .hasMessageContaining(s3.bucket() + "/" + KEY);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void throttlingIsTriedAgainAndThenUnavailable(String permission, Operation operation) {
    s3.http().always(error(503, "SlowDown"));
    assertThatThrownBy(() -> operation.on(s3.store(), s3.location()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("503")
        .hasMessageContaining("try again");
    assertThat(s3.http().seen()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aServerErrorIsUnavailable(String permission, Operation operation) {
    s3.http().always(error(500, "InternalError"));
    assertThatThrownBy(() -> operation.on(s3.store(), s3.location()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("500");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aLostConnectionIsUnavailable(String permission, Operation operation) {
    s3.http().always(FaultyS3Http.lostAnswer());
    assertThatThrownBy(() -> operation.on(s3.store(), s3.location()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("told to lose the answer");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken",
    "400, InvalidToken",
    "403, InvalidAccessKeyId",
    "403, SignatureDoesNotMatch"
  })
  void badCredentialsAreToBeRenewed(int status, String code) {
    s3.http().always(error(status, code));
    for (Object[] operation : operations().map(Arguments::get).toList()) {
      assertThatThrownBy(() -> ((Operation) operation[1]).on(s3.store(), s3.location()))
          .isInstanceOf(AccessDenied.class)
          .satisfiesAnyOf(
              e -> assertThat(e).hasMessageContaining("expired (" + code + "). Renew them"));
    }
  }

  @Test
  void noCredentialsAreAskedFor() {
    var none =
        AwsCredentialsProviderChain.builder()
            .addCredentialsProvider(
                () -> {
                  throw SdkClientException.create("there are none here");
                })
            .build();
    try (S3Client client = s3.clientBuilder().credentialsProvider(none).build();
        S3ObjectStore store = s3.storeOf(client)) {
      assertThatThrownBy(() -> store.stat(s3.location(), CALL))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("Set AWS_PROFILE");
    }
  }

  @Test
  void aMissingBucketIsNamed() {
    S3Connection connection = new S3Connection(s3::client, false, new ServiceClock(Instant::now));
    try (S3ObjectStore store =
        new S3ObjectStore(connection, "vhs-nobody-made-it", S3ObjectStoreTest.SMALL_PARTS)) {
      Location there = new Location("vhs-nobody-made-it", KEY);
      operations()
          .map(Arguments::get)
          .filter(operation -> !operation[0].equals("s3:GetObject"))
          .forEach(
              operation ->
                  assertThatThrownBy(() -> ((Operation) operation[1]).on(store, there))
                      .isInstanceOf(StoreMismatch.class)
                      .hasMessageContaining("'vhs-nobody-made-it' does not exist"));
      assertThatThrownBy(() -> store.open(there, ByteRange.ALL, CALL))
          .isInstanceOf(StoreMismatch.class);
    }
  }

  static Stream<FaultyS3Http.Fault> elsewhere() {
    return Stream.of(
        error(301, "PermanentRedirect", ELSEWHERE, ""),
        error(301, "", ELSEWHERE, ""),
        error(307, "TemporaryRedirect", ELSEWHERE, ""),
        FaultyS3Http.text(
            400,
            Map.of("Content-Type", "application/xml"),
            "<Error><Code>AuthorizationHeaderMalformed</Code><Message>"
                + "la región 'us-east-1' no es correcta; se esperaba 'eu-west-1'</Message>"
                + "<Region>eu-west-1</Region></Error>"));
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void aBucketInAnotherRegionSaysWhere(FaultyS3Http.Fault fault) {
    // A HEAD's answer has no body, and a refused signature's region is there only.
    s3.http().next(Integer.MAX_VALUE, FaultyS3Http.method("HEAD"), error(301, "", ELSEWHERE, ""));
    s3.http().always(fault);
    operations()
        .map(Arguments::get)
        .map(operation -> (Operation) operation[1])
        .forEach(
            operation ->
                assertThatThrownBy(() -> operation.on(s3.store(), s3.location()))
                    .isInstanceOf(StoreMismatch.class)
                    .hasMessageContaining("in eu-west-1, says the server that was asked")
                    .hasMessageContaining("region=eu-west-1, or set AWS_REGION"));
  }

  /** Tries a server that would have its own words repeated as advice. */
  @Test
  void nothingButTheNameOfARegionIsRepeatedFromAServer() {
    s3.http()
        .always(
            error(301, "PermanentRedirect", Map.of("x-amz-bucket-region", "x?endpoint=evil"), ""));
    assertThatThrownBy(() -> s3.store().open(s3.location(), ByteRange.ALL, CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageNotContaining("evil")
        .hasMessageContaining("region=…");
  }

  static Stream<FaultyS3Http.Fault> answersOfOthers() {
    Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
    return Stream.of(
        FaultyS3Http.page(200, html),
        FaultyS3Http.page(200, Map.of("Content-Type", "application/xhtml+xml")),
        FaultyS3Http.page(200, Map.of("Content-Type", "text/html", "ETag", "\"5f3e-62\"")),
        FaultyS3Http.page(302, Map.of("Location", "http://portal.example/login")),
        FaultyS3Http.page(307, Map.of("Location", "http://portal.example/login")),
        FaultyS3Http.page(403, html),
        FaultyS3Http.page(404, html),
        FaultyS3Http.page(407, html),
        FaultyS3Http.page(503, html));
  }

  @ParameterizedTest
  @MethodSource("answersOfOthers")
  void anAnswerThatIsNotOfS3IsUnavailable(FaultyS3Http.Fault fault) throws IOException {
    s3.store().put(upload(random(10), false), CALL);
    s3.http().always(fault);
    for (Object[] operation : operations().map(Arguments::get).toList()) {
      assertThatThrownBy(() -> ((Operation) operation[1]).on(s3.store(), s3.location()))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("not from S3 (status ");
    }
  }

  /** Tries a page that is well-formed XML, and has no type. */
  @Test
  void aPageIsNoEmptyListing() {
    s3.http().always(FaultyS3Http.page(200, Map.of()));
    assertThatThrownBy(() -> s3.store().list("", "", 1, CALL)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> s3.store().abortUploads("", Instant.now(), CALL))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> s3.store().eraseDeleted("", CALL))
        .isInstanceOf(StoreUnavailable.class);
    for (int size : new int[] {10, 11 << 20}) {
      assertThatThrownBy(() -> s3.store().put(upload(random(size), false), CALL))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void aListingThatBreaksOffIsUnavailable() {
    s3.http()
        .always(
            FaultyS3Http.text(
                200,
                Map.of("Content-Type", "application/xml"),
                "<ListBucketResult><Name>b</Name><Contents><Key>k</Ke"));
    assertThatThrownBy(() -> s3.store().list("", "", 1, CALL)).isInstanceOf(StoreUnavailable.class);
  }

  /** Tries S3's answer to a completion that failed after it had begun to answer. */
  @Test
  void anErrorWithStatus200IsAnError() throws IOException {
    s3.http()
        .next(
            Integer.MAX_VALUE,
            request ->
                request.method().name().equals("POST")
                    && FaultyS3Http.has("uploadId").test(request),
            FaultyS3Http.text(
                200,
                Map.of("Content-Type", "application/xml"),
                "<Error><Code>InternalError</Code><Message>told to</Message></Error>"));
    assertThatThrownBy(() -> s3.store().put(upload(random(11 << 20), false), CALL))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(s3.store().stat(s3.location(), CALL)).isNull();
  }

  /** Tries answers that were changed on their way. */
  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("ETag", null, "no ETag"),
        Arguments.of("Content-Length", null, "not from S3"),
        Arguments.of("Content-Encoding", "gzip", "Content-Encoding gzip"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anAnswerThatWasChangedOnItsWayIsUnavailable(
      String header, @Nullable String value, String said) throws IOException {
    s3.store().put(upload(random(10), false), CALL);
    s3.http()
        .always(
            FaultyS3Http.changed(
                headers -> {
                  headers.remove(header);
                  if (value != null) {
                    headers.put(header, value);
                    headers.put("ETag", "W/" + headers.get("ETag"));
                  }
                }));
    assertThatThrownBy(() -> s3.store().open(s3.location(), ByteRange.ALL, CALL))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(said);
  }

  @Test
  void callsSayWhenAllConnectionsAreInUse() throws IOException {
    s3.store().put(upload(random(1 << 20), false), CALL);
    RecordedContext late = new RecordedContext();
    try (SdkHttpClient http =
            Apache5HttpClient.builder()
                .maxConnections(2)
                .connectionAcquisitionTimeout(Duration.ofMillis(100))
                .build();
        S3Client client = s3.clientBuilder().httpClient(http).build();
        S3ObjectStore store = s3.storeOf(client);
        var first = store.open(s3.location(), ByteRange.ALL, CALL)) {
      assertThat(first).isNotNull();
      try (var second = store.open(s3.location(), ByteRange.ALL, CALL)) {
        assertThat(second).isNotNull();
        assertThatThrownBy(() -> store.open(s3.location(), ByteRange.ALL, late))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining("all connections of the client are in use")
            .hasMessageContaining("Close streams that are no longer read");
      }
      try (var third = store.open(s3.location(), ByteRange.ALL, CALL)) {
        assertThat(third).isNotNull();
      }
    }
    assertThat(late.requests()).as("it is not tried again").isEqualTo(1);
    assertThat(S3ClientSettings.ACQUISITION_TIMEOUT).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anArchivedObjectIsToBeRestored() {
    s3.http().always(error(403, "InvalidObjectState"));
    assertThatThrownBy(() -> s3.store().open(s3.location(), ByteRange.ALL, CALL))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("Restore it");
  }

  @ParameterizedTest
  @CsvSource({"501, NotImplemented", "411, MissingContentLength", "400, InvalidRequest"})
  void aServerThatUnderstandsLessIsToBeSpokenToMorePlainly(int status, String code) {
    s3.http().always(error(status, code));
    assertThatThrownBy(() -> s3.store().put(upload(random(10), false), CALL))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(code)
        .hasMessageContaining("chunked-encoding=false");
  }

  @Test
  void anObjectLargerThanS3TakesIsRefusedBeforeAnythingIsSent() {
    Body body =
        new Body() {
          @Override
          public OptionalLong size() {
            return OptionalLong.of(TransferSettings.MAX_OBJECT_BYTES + 1);
          }

          @Override
          public boolean isReplayable() {
            return true;
          }

          @Override
          public InputStream open() {
            throw new AssertionError("not to be read");
          }
        };
    assertThatThrownBy(() -> s3.store().put(upload(body, false), CALL))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("expected at most " + TransferSettings.MAX_OBJECT_BYTES);
    assertThat(s3.http().seen()).isEmpty();
  }

  /** Tries a server that accepts connections and never answers. */
  @Test
  void aCallEndsByItsDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        S3Client client = EmulatedAws.s3(at(silent)).build();
        S3ObjectStore store = s3.storeOf(client)) {
      RequestContext context = new RecordedContext(Duration.ofMillis(300));
      for (Object[] operation :
          new Object[][] {
            {(Operation) (to, at) -> to.put(upload(random(10), false), context)},
            {(Operation) (to, at) -> to.open(at, ByteRange.ALL, context)},
            {(Operation) (to, at) -> to.stat(at, context)},
            {(Operation) (to, at) -> to.list("", "", 1, context)},
            {(Operation) (to, at) -> to.delete(at, context)}
          }) {
        assertThatThrownBy(() -> ((Operation) operation[0]).on(store, s3.location()))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining("no answer in time");
      }
    }
  }

  /** Tries a server that begins to answer and then stalls, and doesn't know ranges. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aStreamThatStallsBreaksOff(int bytes) throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"e\"\r\nLast-Modified: Tue, 01 Sep 2026 10:00:00 GMT\r\n\r\n";
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        S3Client client =
            EmulatedAws.s3(at(server))
                .httpClientBuilder(
                    Apache5HttpClient.builder().socketTimeout(Duration.ofMillis(200)))
                .build();
        S3ObjectStore store = s3.storeOf(client)) {
      Thread answering = new Thread(() -> answer(server, head + "x".repeat(bytes)));
      answering.setDaemon(true);
      answering.start();
      try (var object = store.open(s3.location(), ByteRange.ALL, CALL)) {
        assertThat(object).isNotNull();
        assertThat(object.stream().readNBytes(bytes)).hasSize(bytes);
        assertThatThrownBy(() -> object.stream().read())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("expected the bytes from " + bytes);
      }
    }
  }

  private static void answer(ServerSocket server, String text) {
    try {
      while (true) {
        @SuppressWarnings("resource") // held open on purpose
        Socket socket = server.accept();
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException closed) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  private static URI at(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }
}
