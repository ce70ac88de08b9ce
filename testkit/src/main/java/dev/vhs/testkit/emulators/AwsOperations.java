package dev.vhs.testkit.emulators;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of operations of DynamoDB and S3, by their requests. Buckets are in the path. */
final class AwsOperations {
  private static final String DYNAMO_DB_TARGET = "x-amz-target";

  private AwsOperations() {}

  /** Returns whether a request is one to DynamoDB. */
  static boolean isDynamoDb(Map<String, String> headers) {
    return headers.containsKey(DYNAMO_DB_TARGET);
  }

  /** Returns the operation's name; the HTTP method where it has none here. */
  static String of(String method, String target, Map<String, String> headers) {
    String dynamoDb = headers.get(DYNAMO_DB_TARGET);
    if (dynamoDb != null) {
      return dynamoDb.substring(dynamoDb.indexOf('.') + 1);
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    Set<String> query = question < 0 ? Set.of() : names(target.substring(question + 1));
    int key = path.indexOf('/', 1) + 1;
    String operation =
        key > 0 && key < path.length()
            ? ofObject(method, query, headers.containsKey("x-amz-copy-source"))
            : ofBucket(method, query, path.length() > 1);
    return operation == null ? method : operation;
  }

  private static Set<String> names(String query) {
    return Arrays.stream(query.split("&"))
        .map(parameter -> parameter.split("=", 2)[0])
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable String ofObject(String method, Set<String> query, boolean copies) {
    boolean ofUpload = query.contains("uploadId");
    return switch (method) {
      case "GET" -> ofUpload ? "ListParts" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" -> {
        if (ofUpload) {
          yield copies ? "UploadPartCopy" : "UploadPart";
        }
        yield copies ? "CopyObject" : "PutObject";
      }
      case "POST" -> ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
      default -> null;
    };
  }

  private static @Nullable String ofBucket(String method, Set<String> query, boolean isNamed) {
    return switch (method) {
      case "GET" -> isNamed ? listing(query) : "ListBuckets";
      case "HEAD" -> "HeadBucket";
      case "PUT" -> query.isEmpty() ? "CreateBucket" : null;
      case "POST" -> query.contains("delete") ? "DeleteObjects" : null;
      case "DELETE" -> query.isEmpty() ? "DeleteBucket" : null;
      default -> null;
    };
  }

  private static @Nullable String listing(Set<String> query) {
    if (query.contains("list-type")) {
      return "ListObjectsV2";
    }
    if (query.contains("uploads")) {
      return "ListMultipartUploads";
    }
    if (query.contains("versions")) {
      return "ListObjectVersions";
    }
    if (query.contains("versioning")) {
      return "GetBucketVersioning";
    }
    return query.contains("location") ? "GetBucketLocation" : null;
  }
}
