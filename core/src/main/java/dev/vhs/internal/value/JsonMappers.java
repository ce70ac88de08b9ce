package dev.vhs.internal.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vhs.InvalidRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * The mapper of values that come with no mapper of their own.
 *
 * <p>It reads whatever it writes. Jackson's reader refuses long texts, names and numbers, which its
 * writer takes, so these limits are lifted; the limit of the depth is the same for both.
 */
public final class JsonMappers {
  /** The name that Jackson's factories have for JSON. */
  public static final String FORMAT = JsonFactory.FORMAT_NAME_JSON;

  /** Made when it is first asked for, since a static field would report its failure but once. */
  private static volatile @Nullable ObjectMapper shared;

  private JsonMappers() {}

  /**
   * Returns the mapper, which keeps what it learns of a type for all codecs.
   *
   * @throws InvalidRequest if a module of Jackson's on the class path can't be loaded
   */
  public static ObjectMapper shared() {
    ObjectMapper known = shared;
    if (known == null) {
      known = make();
      shared = known;
    }
    return known;
  }

  private static ObjectMapper make() {
    StreamReadConstraints anyLength =
        StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(anyLength).build())
        .addModules(modules())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
        .build();
  }

  /**
   * Checks that JSON has no name with half a character (a lone surrogate): Jackson writes one as an
   * escape, and does not read it. Only JSON with such an escape anywhere is read for it.
   *
   * @throws IOException if there is one
   */
  public static void requireNames(byte[] json, JsonFactory factory) throws IOException {
    for (int at = 0; at + 2 < json.length; at++) {
      if (json[at] == '\\' && json[at + 1] == 'u' && (json[at + 2] | 0x20) == 'd') {
        try (JsonParser parser = factory.createParser(json)) {
          while (parser.nextToken() != null) {
            // Names are read on the way.
          }
        }
        return;
      }
    }
  }

  /** Returns the modules beside this library, and those that the calling thread sees. */
  private static List<Module> modules() {
    try {
      List<Module> modules =
          new ArrayList<>(ObjectMapper.findModules(JsonMappers.class.getClassLoader()));
      modules.addAll(ObjectMapper.findModules(Thread.currentThread().getContextClassLoader()));
      return modules;
    } catch (ServiceConfigurationError e) {
      throw new InvalidRequest(
          "A module of Jackson's on the class path can't be loaded: %s. Give all of Jackson's libraries the same version"
              .formatted(e.getMessage()),
          null,
          e);
    }
  }
}
