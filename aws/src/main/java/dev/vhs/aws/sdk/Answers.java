package dev.vhs.aws.sdk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The marks by which answers of DynamoDB and S3 differ from those of what stands in their way. */
public final class Answers {
  private static final Set<String> OF_OBJECTS = Set.of("GetObject", "HeadObject");

  /** The operations whose answer must have the tag of what was stored. */
  private static final Set<String> STORING = Set.of("PutObject", "UploadPart");

  /** The tag of an object or a part that was stored by one request (AWS, "Object"). */
  private static final Pattern STORED_TAG = Pattern.compile("\"[0-9a-f]{32}\"");

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int SUCCESS = 200;
  private static final int REDIRECT = 300;
  private static final int CLIENT_ERROR = 400;
  private static final String WEAK = "W/";
  private static final int LONGEST_TEXT = 80;

  /** The content codings that something on the way may apply, and that our uploads never have. */
  private static final List<String> CODINGS = List.of("gzip", "deflate", "compress", "br");

  private Answers() {}

  /**
   * Returns the reason why an answer is not the service's, in a few words; null if it may be.
   *
   * @param service the SDK's name of the service
   * @param operation the service's name for the request
   */
  static @Nullable String foreign(
      @Nullable String service, @Nullable String operation, SdkHttpResponse answer) {
    boolean isSuccess = answer.statusCode() >= SUCCESS && answer.statusCode() < REDIRECT;
    if ("DynamoDb".equals(service)) {
      boolean isJson =
          header(answer, "Content-Type").toLowerCase(Locale.ROOT).contains("x-amz-json");
      boolean isEmpty = header(answer, "Content-Length").equals("0");
      return (isSuccess && (!isJson || isEmpty)) || isHtml(answer) || isRedirectOfOthers(answer)
          ? seen("DynamoDB", answer)
          : null;
    }
    if (isSuccess && OF_OBJECTS.contains(String.valueOf(operation))) {
      return isNoObject(answer) ? seen("S3", answer) : null;
    }
    if (isSuccess && STORING.contains(String.valueOf(operation))) {
      return isNothingStored(answer) ? seen("S3", answer) : null;
    }
    return isHtml(answer) || isRedirectOfOthers(answer) ? seen("S3", answer) : null;
  }

  /**
   * Returns whether an answer does not say that something was stored. Some servers, moto among
   * them, call it a page although it is empty: then its tag must be as S3's are.
   */
  private static boolean isNothingStored(SdkHttpResponse answer) {
    String tag = header(answer, "ETag");
    return tag.isEmpty() || (isHtml(answer) && !STORED_TAG.matcher(tag).matches());
  }

  private static boolean isNoObject(SdkHttpResponse answer) {
    String tag = header(answer, "ETag");
    boolean isEncodedOnTheWay =
        isEncoded(answer)
            && (tag.startsWith(WEAK)
                || CODINGS.stream().anyMatch(coding -> tag.endsWith("-" + coding + "\"")));
    return tag.isEmpty()
        || header(answer, "Content-Length").isEmpty()
        || isEncodedOnTheWay
        || (isHtml(answer) && !hasMarkOfStore(answer));
  }

  /**
   * Returns a doubt whether an answer that passed brings the object as it is stored, for the case
   * that its content turns out to be another: the answer in a few words; null if there is none.
   */
  public static @Nullable String doubt(SdkHttpResponse answer) {
    return isEncoded(answer) ? seen("S3", answer) : null;
  }

  /** Returns whether an answer has a header as only S3 and servers like it send. */
  private static boolean hasMarkOfStore(SdkHttpResponse answer) {
    return answer.headers().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("x-amz-") || name.startsWith("x-goog-"));
  }

  private static boolean isEncoded(SdkHttpResponse answer) {
    String encoding = header(answer, "Content-Encoding").toLowerCase(Locale.ROOT);
    return CODINGS.stream().anyMatch(encoding::contains);
  }

  /** Returns whether it is a page, as neither service answers requests for anything else. */
  private static boolean isHtml(SdkHttpResponse answer) {
    return header(answer, "Content-Type").toLowerCase(Locale.ROOT).contains("html");
  }

  private static boolean isRedirectOfOthers(SdkHttpResponse answer) {
    return REDIRECTS.contains(answer.statusCode()) && !hasMarkOfStore(answer);
  }

  /** Describes an answer, with what tells most about its sender. */
  private static String seen(String service, SdkHttpResponse answer) {
    StringBuilder text = new StringBuilder("an answer that is not from ").append(service);
    text.append(" (status ").append(answer.statusCode());
    for (String name :
        List.of("Content-Type", "Content-Encoding", "ETag", "Server", "Via", "Location")) {
      String value = header(answer, name);
      if (!value.isEmpty()) {
        text.append(", ").append(name).append(' ').append(printable(value));
      } else if (name.equals("ETag") && answer.statusCode() < CLIENT_ERROR) {
        text.append(", no ETag");
      }
    }
    return text.append("); a proxy, a portal or another server may be in the way").toString();
  }

  /** Returns text of a server as it can be shown on a terminal. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT)
        .forEach(c -> shown.appendCodePoint(c < ' ' || c > '~' ? '?' : c));
    return text.codePointCount(0, text.length()) > LONGEST_TEXT ? shown + "..." : shown.toString();
  }

  private static String header(SdkHttpResponse answer, String name) {
    return answer.firstMatchingHeader(name).orElse("").strip();
  }

  /**
   * Returns whether a tag is weak: it says that content means the same, not that it is the same.
   */
  public static boolean isWeak(String tag) {
    return tag.startsWith(WEAK);
  }

  /** Returns a tag without the mark of weakness, which something on the way may have added. */
  public static String strong(String tag) {
    return isWeak(tag) ? tag.substring(WEAK.length()) : tag;
  }
}
