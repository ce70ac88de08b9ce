package dev.vhs.aws.s3;

import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The upload of one object: one PUT if it is small, else parts. For use by one thread. */
final class ObjectUpload {
  /** The greatest number of tries while others are creating the same object. */
  private static final int TRIES = 8;

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final S3Connection s3;
  private final Transfers transfers;
  private final Location location;
  private final Upload upload;
  private final RequestContext context;

  ObjectUpload(
      S3Connection s3,
      Transfers transfers,
      Location location,
      Upload upload,
      RequestContext context) {
    this.s3 = s3;
    this.transfers = transfers;
    this.location = location;
    this.upload = upload;
    this.context = context;
  }

  /** The outcome of a try. */
  enum Outcome {
    /** The object exists, and is this upload's. */
    STORED,
    /** The object had to be absent, and another's existed. */
    EXISTS,
    /** Others were creating the same object at that moment; nothing was stored. */
    CONTENDED
  }

  /**
   * Stores the object.
   *
   * @return whether it was stored; false if it had to be absent and was not
   * @throws IOException if the body can't be read
   */
  boolean run() throws IOException {
    long size = upload.body().size().orElse(0);
    if (size > TransferSettings.MAX_OBJECT_BYTES) {
      throw new InvalidRequest(
          "Object %s has %s bytes; expected at most %s, the limit of S3"
              .formatted(location, size, TransferSettings.MAX_OBJECT_BYTES));
    }
    Repetitions repetitions = s3.repetitions();
    if (repetitions.isRepetition(upload) && !repetitions.awaitTurn(context)) {
      throw new StoreUnavailable(
          "S3 did not take object %s in time; nothing was written. Try again".formatted(location),
          null);
    }
    try {
      boolean stored = tryAll();
      repetitions.succeeded(upload);
      return stored;
    } catch (StoreUnavailable e) {
      if (AwsFailures.isTrouble(e)) {
        repetitions.failed(upload);
      }
      throw e;
    }
  }

  /** Tries until others are no longer creating the same object. */
  private boolean tryAll() throws IOException {
    for (int tries = 1; tries <= TRIES; tries++) {
      Outcome outcome = attempt();
      if (outcome != Outcome.CONTENDED) {
        return outcome == Outcome.STORED;
      }
      if (!upload.body().isReplayable()) {
        break;
      }
      pause();
    }
    throw new StoreUnavailable(
        "Storing object %s failed: others were storing it at the same time. Nothing was written; try again"
            .formatted(location),
        null);
  }

  private Outcome attempt() throws IOException {
    long least = transfers.settings().partBytes();
    try (BodyParts parts = BodyParts.open(upload, least, transfers.memory())) {
      Part first = parts.next();
      if (parts.isExhausted()) {
        try (first) {
          return putWhole(first);
        }
      }
      if (mayBeThere() && isThere()) {
        first.close();
        return Outcome.EXISTS;
      }
      return new MultipartUpload(s3, transfers, location, upload, context).run(first, parts);
    }
  }

  /** Returns whether its key may have an object that must stay; a value's key is new. */
  private boolean mayBeThere() {
    return upload.ifAbsent() && !upload.userMetadata().containsKey(Upload.WRITE_ID_METADATA);
  }

  /** Returns whether it exists, before much is sent; the condition of the last request decides. */
  private boolean isThere() {
    return new ObjectRequests(s3, location, context).head() != null;
  }

  private Outcome putWhole(Part body) {
    TrackedRequest tracked = s3.tracked(context, upload);
    UploadToken token = UploadToken.random();
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key())
            .contentType(upload.contentType())
            .contentEncoding(upload.contentEncoding())
            .metadata(upload.userMetadata())
            .overrideConfiguration(
                s3.settings(tracked, context, S3ClientSettings.uploadTimeout(body.size())));
    if (upload.ifAbsent()) {
      request.ifNoneMatch("*").metadata(token.addTo(upload.userMetadata()));
    }
    try {
      s3.client().putObject(request.build(), body.requestBody(upload.contentType()));
      context.transferred(body.size());
      return Outcome.STORED;
    } catch (SdkException e) {
      return judge(e, tracked, token);
    }
  }

  /** Judges an error of a PUT. */
  private Outcome judge(SdkException e, TrackedRequest tracked, UploadToken token) {
    if (upload.ifAbsent() && AwsFailures.status(e) == S3Failures.CONFLICT) {
      return Outcome.CONTENDED;
    }
    if (upload.ifAbsent() && S3Failures.isNotAbsent(e)) {
      return tracked.hasUncertainEarlierAttempt()
              && token.isOn(new ObjectRequests(s3, location, context).head())
          ? Outcome.STORED
          : Outcome.EXISTS;
    }
    throw S3Failures.of("storing object " + location, location.bucket(), "s3:PutObject", e);
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("Storing an object was interrupted; nothing was written", e);
    }
  }
}
