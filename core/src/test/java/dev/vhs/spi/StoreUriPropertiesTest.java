package dev.vhs.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.InvalidRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StoreUriPropertiesTest {
  @Property
  void whatWasPutTogetherIsTakenApart(
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String scheme,
      @ForAll @AlphaChars @StringLength(max = 20) String rest,
      @ForAll @Size(max = 4) Map<@AlphaChars @NotEmpty String, String> options) {
    Map<String, String> texts =
        options.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> onlyText(each.getValue())));
    String query =
        texts.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String text = scheme + ":" + rest + (query.isEmpty() ? "" : "?" + query);
    StoreUri uri = StoreUri.parse(text);
    assertThat(uri).isEqualTo(new StoreUri(scheme, rest, texts, text));
  }

  private static String onlyText(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.strings().all().ofMaxLength(20),
            Arbitraries.strings().withChars("ab:?&=%2fz+/").ofMaxLength(20)));
  }

  @Property
  void anyTextIsAUriOrAnInvalidRequest(@ForAll("texts") String text) {
    try {
      StoreUri uri = StoreUri.parse(text);
      assertThat(text).startsWith(uri.scheme() + ":" + uri.rest());
    } catch (InvalidRequest e) {
      assertThat(e.getMessage()).contains("store URI");
    }
  }
}
