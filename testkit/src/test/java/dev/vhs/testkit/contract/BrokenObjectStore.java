package dev.vhs.testkit.contract;

import dev.vhs.Location;
import dev.vhs.spi.Body;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object store with one defect. */
final class BrokenObjectStore extends ForwardingObjectStore {
  private final ObjectDefect defect;

  BrokenObjectStore(ObjectStore delegate, ObjectDefect defect) {
    super(delegate);
    this.defect = defect;
  }

  private String stored(String key) {
    return switch (defect) {
      case FOLDS_CASE -> key.toLowerCase(Locale.ROOT);
      case UNESCAPES_KEYS -> URLDecoder.decode(key, StandardCharsets.UTF_8);
      case CUTS_LONG_KEYS -> key.substring(0, Math.min(key.length(), 1023));
      default -> key;
    };
  }

  private Location stored(Location location) {
    String bucket =
        defect == ObjectDefect.IGNORES_THE_BUCKET ? traits().bucket() : location.bucket();
    return new Location(bucket, stored(location.key()));
  }

  private static Upload with(Upload upload, String key, Body body, boolean ifAbsent) {
    return upload.toBuilder().key(key).body(body).ifAbsent(ifAbsent).build();
  }

  @Override
  public boolean put(Upload asked, RequestContext context) throws IOException {
    Upload upload = with(asked, stored(asked.key()), asked.body(), asked.ifAbsent());
    return switch (defect) {
      case LOSES_AN_OBJECT -> true;
      case LOSES_THE_LAST_BYTE -> {
        byte[] bytes = all(upload.body());
        byte[] fewer = java.util.Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
        yield super.put(
            with(upload, upload.key(), Body.of(Bytes.wrap(fewer)), upload.ifAbsent()), context);
      }
      case FORGETS_USER_METADATA ->
          super.put(
              upload.toBuilder().contentEncoding(null).userMetadata(Map.of()).build(), context);
      case HOLDS_ALL_IN_THE_HEAP, BELIEVES_THE_SIZE ->
          super.put(
              with(
                  upload, upload.key(), Body.of(Bytes.wrap(all(upload.body()))), upload.ifAbsent()),
              context);
      case STORES_PARTS -> partly(upload, context);
      case SHOWS_PARTS -> {
        super.put(with(upload, upload.key(), Body.of(Bytes.EMPTY), upload.ifAbsent()), context);
        yield super.put(with(upload, upload.key(), upload.body(), false), context);
      }
      case IGNORES_IF_ABSENT ->
          super.put(with(upload, upload.key(), upload.body(), false), context);
      case OPENS_BODIES_TWICE -> {
        upload.body().open().close();
        yield super.put(upload, context);
      }
      case CHECKS_BEFORE_IT_LOCKS -> {
        if (upload.ifAbsent()
            && stat(new Location(traits().bucket(), upload.key()), context) != null) {
          yield false;
        }
        letOthersRun();
        yield super.put(with(upload, upload.key(), upload.body(), false), context);
      }
      default -> super.put(upload, context);
    };
  }

  @SuppressWarnings("ThreadPriorityCheck") // widens the gap that a defect is
  private static void letOthersRun() {
    Thread.yield();
  }

  private static byte[] all(Body body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  private boolean partly(Upload upload, RequestContext context) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    IOException failure = null;
    try (InputStream in = upload.body().open()) {
      in.transferTo(read);
    } catch (IOException e) {
      failure = e;
    }
    boolean stored =
        super.put(
            with(upload, upload.key(), Body.of(Bytes.wrap(read.toByteArray())), upload.ifAbsent()),
            context);
    if (failure != null) {
      throw failure;
    }
    return stored;
  }

  @Override
  public ObjectStream open(Location location, ByteRange range, RequestContext context) {
    ByteRange asked = range;
    if (defect == ObjectDefect.CUTS_RANGES_SHORT && !range.isAll() && range.length() > 0) {
      asked = new ByteRange(range.offset(), range.length() - 1);
    }
    ObjectStream object = super.open(stored(location), asked, context);
    if (object == null || defect != ObjectDefect.SAYS_THE_SIZE_OF_THE_RANGE || range.isAll()) {
      return object;
    }
    ObjectInfo info = object.info();
    return new ObjectStream(
        info.toBuilder().size(range.length()).build(), new FilterInputStream(object.stream()) {});
  }

  @Override
  public ObjectInfo stat(Location location, RequestContext context) {
    return dated(super.stat(stored(location), context));
  }

  private ObjectInfo dated(ObjectInfo info) {
    return info == null || defect != ObjectDefect.GOES_BY_ANOTHER_CLOCK
        ? info
        : info.toBuilder().storedAt(info.storedAt().plusSeconds(3600)).build();
  }

  @Override
  public ObjectPage list(String prefix, String after, int limit, RequestContext context) {
    return switch (defect) {
      case LISTS_IN_ANY_ORDER -> {
        ObjectPage page = super.list(prefix, after, limit, context);
        List<ObjectInfo> objects = new ArrayList<>(page.objects());
        Collections.reverse(objects);
        yield new ObjectPage(objects, page.last());
      }
      case LISTS_A_THOUSAND_AT_MOST -> {
        ObjectPage page = super.list(prefix, after, Math.min(limit, 1000), context);
        yield new ObjectPage(page.objects(), true);
      }
      case LISTS_WHOLE_FOLDERS_ONLY ->
          prefix.isEmpty() || prefix.endsWith("/")
              ? super.list(prefix, after, limit, context)
              : super.list(prefix + "/", after, limit, context);
      case LISTS_FROM_THE_KEY_ON -> {
        ObjectInfo there =
            after.isEmpty() ? null : super.stat(new Location(traits().bucket(), after), context);
        List<ObjectInfo> objects =
            new ArrayList<>(super.list(prefix, after, limit, context).objects());
        if (there != null && after.startsWith(prefix)) {
          objects.add(0, there);
        }
        yield new ObjectPage(objects, true);
      }
      default -> super.list(prefix, after, limit, context);
    };
  }

  @Override
  public void delete(Location location, RequestContext context) {
    if (defect == ObjectDefect.FAILS_TO_DELETE_WHAT_IS_NOT_THERE
        && super.stat(location, context) == null) {
      throw new IllegalStateException(location + " is not there");
    }
    if (defect == ObjectDefect.DELETES_ALL_WITH_THE_PREFIX) {
      super.list(location.key(), "", 1000, context)
          .objects()
          .forEach(object -> super.delete(object.location(), context));
    }
    super.delete(stored(location), context);
  }
}
