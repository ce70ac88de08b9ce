package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Variant;
import dev.vhs.testkit.emulators.WireFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The properties of the Scala client that our compatible format relies on. */
class ScalaClientTest {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @ParameterizedTest
  @EnumSource
  void itemsHaveIdVersionAndPayloadAndNothingElse(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().init("a/b c", "value");
      Map<String, AttributeValue> item = shared.items("a/b c").get(0);
      String key = Items.key(item);
      assertThat(key).matches("shared/books/a/b c/0/" + UUID + "\\.json");
      assertThat(item).isEqualTo(Items.pointer("a/b c", 0, shared.name(), key));
    }
  }

  @Test
  void textsAreTheirBytesAndCaseClassesAreCompactJson() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      shared.scalaTexts().init("text", "Zoë 💚");
      shared.scalaBooks().init("book", new ScalaBook("Emma", 1));
      var text = shared.object(Items.key(shared.items("text").get(0)));
      var book = shared.object(Items.key(shared.items("book").get(0)));
      assertThat(text.asUtf8String()).isEqualTo("Zoë 💚");
      assertThat(text.response().contentType()).isEqualTo("application/octet-stream");
      assertThat(text.response().metadata()).isEmpty();
      assertThat(book.asUtf8String()).isEqualTo("{\"title\":\"Emma\",\"copies\":1}");
      assertThat(book.response().contentType()).isEqualTo("application/octet-stream");
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestsComeOneAfterAnother(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      String newest = variant == Variant.MULTI ? "Query" : "GetItem";
      assertThat(operations(shared, () -> texts.init("a", "zero")))
          .containsExactly(newest, "PutObject", "PutItem");
      assertThat(operations(shared, () -> texts.putLatest("a", "one")))
          .containsExactly(newest, "GetObject", newest, "GetObject", "PutObject", "PutItem");
      assertThat(operations(shared, () -> texts.update("a", text -> "two")))
          .containsExactly(newest, "GetObject", newest, "GetObject", "PutObject", "PutItem");
      assertThat(operations(shared, () -> texts.getLatest("a")))
          .containsExactly(newest, "GetObject");
      assertThat(content(shared, 0)).contains("\"ConsistentRead\":false");
    }
  }

  private static List<String> operations(SharedStore shared, Runnable operation) {
    shared.log().clear();
    operation.run();
    return shared.log().operations();
  }

  private static String content(SharedStore shared, int request) {
    return shared.log().entries().get(request).request().content();
  }

  @Test
  void rowsOfAHashRangeTableArePutWhereTheSlotIsAbsent() {
    assertThat(condition(Variant.MULTI))
        .contains(
            "\"ConditionExpression\":\"NOT(attribute_exists(#attributeExists0id))\","
                + "\"ExpressionAttributeNames\":{\"#attributeExists0id\":\"id\"}");
  }

  @Test
  void rowsOfAHashOnlyTableArePutWhereTheVersionIsLower() {
    assertThat(condition(Variant.SINGLE))
        .contains(
            "\"ConditionExpression\":\"(NOT(attribute_exists(#attributeExists0id)) OR "
                + "(attribute_exists(#attributeExists1id) AND "
                + "#keyIs2version < :conditionAttributeValue2))\"")
        .contains("\"ExpressionAttributeValues\":{\":conditionAttributeValue2\":{\"N\":\"7\"}}");
  }

  private static String condition(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().put("a", 7, "seven");
      return content(shared, shared.log().entries().size() - 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void putLeavesGapsAndComparesWithTheNewest(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.init("a", "zero");
      texts.put("a", 4, "four");
      assertThat(texts.putLatest("a", "five")).isEqualTo(5);
      assertFails("HigherVersionExistsError", () -> texts.put("a", 3, "three"));
      assertFails("VersionAlreadyExistsError", () -> texts.put("a", 5, "other"));
      assertThat(shared.items("a"))
          .extracting(Items::version)
          .isEqualTo(variant == Variant.MULTI ? List.of(0L, 4L, 5L) : List.of(5L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEqualValueOfThatVersionCountsAsWritten(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.init("a", "zero");
      String key = Items.key(shared.items("a").get(0));
      texts.put("a", 0, "zero");
      assertThat(Items.key(shared.items("a").get(0))).isEqualTo(key);
      assertThat(shared.keys()).containsExactly(key);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLostRaceLeavesAnObjectAndIsNotSaidToBeRetryable(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.init("a", "zero");
      shared.script().before("PutItem", () -> shared.putItem(other(shared)), WireFault.none());
      assertThatThrownBy(() -> texts.putLatest("a", "one"))
          .isInstanceOfSatisfying(
              ScalaFailure.class,
              failure -> {
                assertThat(failure.name()).isEqualTo("StoreWriteError");
                assertThat(failure.isRetryable()).isFalse();
              });
      assertThat(shared.keys()).hasSize(2);
    }
  }

  private static Map<String, AttributeValue> other(SharedStore shared) {
    return Items.pointer("a", 1, shared.name(), Items.key(shared.items("a").get(0)));
  }

  @ParameterizedTest
  @EnumSource
  void aNewestRowWithoutPayloadWedgesTheId(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      assertWedged(shared, Items.empty("a", 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewestRowWithAnOlderPayloadWedgesTheId(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      String key = shared.putObject("older/a", "value");
      assertWedged(shared, Items.olderPointer("a", 0, shared.name(), key));
    }
  }

  private static void assertWedged(SharedStore shared, Map<String, AttributeValue> item) {
    ScalaVhs<String> texts = shared.scalaTexts();
    shared.putItem(item);
    assertFails("MaximaReadError", () -> texts.getLatest("a"));
    assertFails("StoreWriteError", () -> texts.putLatest("a", "one"));
    assertFails("UpdateReadError", () -> texts.update("a", text -> "one"));
    texts.put("a", 1, "one");
    assertThat(texts.getLatest("a")).isEqualTo("one");
  }

  @ParameterizedTest
  @EnumSource
  void aNewestRowWithoutItsObjectCountsAsNone(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.put("a", 3, "three");
      shared.deleteObject(Items.key(shared.items("a").get(0)));
      assertFails("NoVersionExistsError", () -> texts.getLatest("a"));
      if (variant == Variant.MULTI) {
        assertThat(texts.putLatest("a", "next")).isZero();
      } else {
        assertFails("StoreWriteError", () -> texts.putLatest("a", "next"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void attributesOfOthersAreIgnoredAndErasedOnlyWhereARowIsReplaced(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.init("a", "zero");
      Map<String, AttributeValue> flagged = new HashMap<>(shared.items("a").get(0));
      flagged.put("flag", Items.text("set by hand"));
      shared.putItem(flagged);
      assertThat(texts.getLatest("a")).isEqualTo("zero");
      texts.putLatest("a", "one");
      assertThat(shared.items("a").get(0).containsKey("flag")).isEqualTo(variant == Variant.MULTI);
    }
  }

  @Test
  void versionsAreNumbersOf32Bits() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> texts = shared.scalaTexts();
      texts.put("a", Integer.MAX_VALUE, "last");
      assertFails("StoreWriteError", () -> texts.putLatest("a", "one more"));
      String key = Items.key(shared.items("a").get(0));
      shared.putItem(Items.pointer("a", 1L + Integer.MAX_VALUE, shared.name(), key));
      assertFails("MaximaReadError", () -> texts.getLatest("a"));
    }
  }

  private static void assertFails(String name, ThrowingCallable operation) {
    assertThatThrownBy(operation)
        .isInstanceOfSatisfying(
            ScalaFailure.class, failure -> assertThat(failure.name()).isEqualTo(name));
  }
}
