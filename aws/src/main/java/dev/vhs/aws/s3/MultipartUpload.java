package dev.vhs.aws.s3;

import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.ForeignAnswer;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The upload of one object in parts, which are read one after the other and sent side by side. One
 * last request puts them together, and only then the object exists. If the upload fails before, it
 * removes the parts that were sent. For use by one thread.
 */
final class MultipartUpload {
  private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

  /** The time that each step of cleaning up may take, even if the call has none left. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);

  private final S3Connection s3;
  private final Transfers transfers;
  private final Location location;
  private final Upload upload;
  private final RequestContext context;
  private final UploadToken token = UploadToken.random();
  private final List<Future<CompletedPart>> sent = new ArrayList<>();
  private final Semaphore underWay;
  private volatile boolean failed;

  MultipartUpload(
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
    this.underWay = new Semaphore(transfers.settings().parallel());
  }

  /**
   * Stores the object.
   *
   * @param first the first part, which is closed in any case
   * @param rest the parts after it
   * @throws IOException if the body can't be read
   */
  ObjectUpload.Outcome run(Part first, BodyParts rest) throws IOException {
    String id = create(first);
    try {
      send(id, first);
      while (!rest.isExhausted() && !failed) {
        send(id, rest.next());
      }
      ObjectUpload.Outcome outcome = complete(id, parts());
      if (outcome != ObjectUpload.Outcome.STORED) {
        abort(id);
      }
      return outcome;
    } catch (IOException | RuntimeException e) {
      giveUp(id, e);
      throw e;
    }
  }

  private String create(Part first) {
    try {
      String id =
          s3.client()
              .createMultipartUpload(
                  CreateMultipartUploadRequest.builder()
                      .bucket(location.bucket())
                      .key(location.key())
                      .contentType(upload.contentType())
                      .contentEncoding(upload.contentEncoding())
                      .metadata(token.addTo(upload.userMetadata()))
                      .overrideConfiguration(s3.settings(s3.tracked(context, upload), context))
                      .build())
              .uploadId();
      if (id == null) {
        throw new ForeignAnswer("an answer without an upload, which is not from S3");
      }
      return id;
    } catch (SdkException e) {
      first.close();
      throw failure(e);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /** Starts to send a part, as soon as fewer than the limit are under way; closes it after that. */
  private void send(String id, Part part) {
    int number = sent.size() + 1;
    try {
      if (number > TransferSettings.MAX_PARTS) {
        throw new InvalidRequest(
            "Object %s is too large to be stored without its size; expected a source that knows its size"
                .formatted(location));
      }
      underWay.acquire();
      sent.add(start(id, part, number));
    } catch (InterruptedException e) {
      part.close();
      throw interrupted(e);
    } catch (RuntimeException e) {
      part.close();
      throw e;
    }
  }

  private Future<CompletedPart> start(String id, Part part, int number) {
    try {
      return transfers.start(() -> sendNow(id, part, number));
    } catch (RuntimeException | Error e) {
      underWay.release();
      throw e;
    }
  }

  private CompletedPart sendNow(String id, Part part, int number) {
    try (part) {
      if (failed) {
        throw new CancellationException("another part could not be sent");
      }
      UploadPartRequest request =
          UploadPartRequest.builder()
              .bucket(location.bucket())
              .key(location.key())
              .uploadId(id)
              .partNumber(number)
              .overrideConfiguration(
                  s3.settings(
                      s3.tracked(context), context, S3ClientSettings.uploadTimeout(part.size())))
              .build();
      UploadPartResponse answer =
          s3.client().uploadPart(request, part.requestBody("application/octet-stream"));
      context.transferred(part.size());
      return CompletedPart.builder()
          .partNumber(number)
          .eTag(answer.eTag())
          .checksumCRC32(answer.checksumCRC32())
          .checksumCRC32C(answer.checksumCRC32C())
          .checksumCRC64NVME(answer.checksumCRC64NVME())
          .build();
    } catch (SdkException e) {
      failed = true;
      throw failure(e);
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    } finally {
      underWay.release();
    }
  }

  /** Waits until all parts have arrived, and returns them. */
  private List<CompletedPart> parts() {
    List<CompletedPart> parts = new ArrayList<>();
    CancellationException cancelled = null;
    for (Future<CompletedPart> part : sent) {
      try {
        parts.add(part.get());
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        if (e.getCause() instanceof CancellationException other) {
          // A part behind it has failed, which says why.
          cancelled = other;
        } else {
          throw e.getCause() instanceof VhsException known
              ? known
              : new IllegalStateException("sending a part of " + location, e.getCause());
        }
      }
    }
    if (cancelled != null) {
      throw cancelled;
    }
    return parts;
  }

  private ObjectUpload.Outcome complete(String id, List<CompletedPart> parts) {
    TrackedRequest tracked = s3.tracked(context);
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder()
            .bucket(location.bucket())
            .key(location.key())
            .uploadId(id)
            .multipartUpload(all -> all.parts(parts))
            .overrideConfiguration(
                s3.settings(tracked, context, S3ClientSettings.COMPLETION_TIMEOUT));
    if (upload.ifAbsent()) {
      request.ifNoneMatch("*");
    }
    try {
      if (s3.client().completeMultipartUpload(request.build()).eTag() == null) {
        throw new ForeignAnswer("an answer without the new object, which is not from S3");
      }
      return ObjectUpload.Outcome.STORED;
    } catch (SdkException e) {
      return judge(e, tracked);
    }
  }

  /**
   * Judges an error of the completion. After a lost answer it may be our own success: then the
   * upload is gone, or the object is there, or no answer came although the request was applied. If
   * the upload is gone, it may be our success even if we know of no lost answer: the network may
   * have delivered the request twice.
   */
  private ObjectUpload.Outcome judge(SdkException e, TrackedRequest tracked) {
    if ((tracked.mayHaveBeenApplied() || isNoSuchUpload(e))
        && token.isOn(new ObjectRequests(s3, location, new ExtraTime(context, CLEAN_UP)).head())) {
      return ObjectUpload.Outcome.STORED;
    }
    if (upload.ifAbsent() && S3Failures.isNotAbsent(e)) {
      return ObjectUpload.Outcome.EXISTS;
    }
    if (upload.ifAbsent() && AwsFailures.status(e) == S3Failures.CONFLICT) {
      return ObjectUpload.Outcome.CONTENDED;
    }
    throw failure(e);
  }

  private static boolean isNoSuchUpload(SdkException e) {
    return AwsFailures.code(e).equals(NO_SUCH_UPLOAD);
  }

  /** Removes the parts that were sent, so that nobody pays for them. */
  private void giveUp(String id, Exception failure) {
    failed = true;
    boolean interrupted = Thread.interrupted();
    try {
      awaitSending();
      abort(id);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (VhsException e) {
      // The sweep aborts uploads that nobody finished.
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for parts that are under way: one that arrives after the upload was aborted may stay. */
  private void awaitSending() throws InterruptedException {
    int all = transfers.settings().parallel();
    if (underWay.tryAcquire(all, CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS)) {
      underWay.release(all);
    }
  }

  private void abort(String id) {
    abort(s3, location, id, new ExtraTime(context, CLEAN_UP));
  }

  /** Aborts an upload; does nothing if there is no such upload. */
  static void abort(S3Connection s3, Location location, String id, RequestContext context) {
    try {
      s3.client()
          .abortMultipartUpload(
              AbortMultipartUploadRequest.builder()
                  .bucket(location.bucket())
                  .key(location.key())
                  .uploadId(id)
                  .overrideConfiguration(s3.settings(s3.tracked(context), context))
                  .build());
    } catch (SdkException e) {
      if (!isNoSuchUpload(e)) {
        throw S3Failures.of(
            "aborting the upload of " + location, location.bucket(), "s3:AbortMultipartUpload", e);
      }
    }
  }

  private VhsException failure(SdkException e) {
    return S3Failures.of("storing object " + location, location.bucket(), "s3:PutObject", e);
  }

  private StoreUnavailable interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreUnavailable(
        "Storing object " + location + " was interrupted; nothing was written", e);
  }
}
