package dev.vhs.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.vhs.StoreMismatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The writing of documents of maps, lists and texts as JSON or YAML, which keeps their order. */
final class Documents {
  /** The policy language's version (AWS, "IAM JSON policy elements: Version"). */
  private static final String POLICY_VERSION = "2012-10-17";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** Returns a map of names and values in turn, in the given order. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** Returns a policy document of statements. */
  static Map<String, Object> policy(List<?> statements) {
    return map("Version", POLICY_VERSION, "Statement", statements);
  }

  /** Returns a document as indented JSON, for people and files. */
  static String json(Object document) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return written(JSON.writer(printer), document) + "\n";
  }

  /** Returns a document as JSON on one line, for requests. */
  static String compactJson(Object document) {
    return written(JSON.writer(), document);
  }

  /** Returns a document as YAML. */
  static String yaml(Object document) {
    YAMLFactory factory =
        YAMLFactory.builder()
            .stringQuotingChecker(new QuotedDates())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    return written(new ObjectMapper(factory).writer(), document);
  }

  /** A rule that quotes texts which some readers take for dates, such as versions of documents. */
  private static final class QuotedDates extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || DATE.matcher(value).matches();
    }
  }

  private static String written(ObjectWriter writer, Object document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a document: " + document, e);
    }
  }

  /**
   * Reads a document of a service.
   *
   * @throws StoreMismatch if it is not JSON
   */
  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new StoreMismatch("A document from AWS is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns the elements of an array, or the one element that stands alone, as in policies. */
  static List<JsonNode> list(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    List<JsonNode> nodes = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else {
      nodes.add(node);
    }
    return nodes;
  }

  /** Returns the values of each condition key, by the operator and the key. */
  static Map<String, Set<String>> conditions(JsonNode condition) {
    Map<String, Set<String>> conditions = new TreeMap<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.put(operator.getKey() + " " + key.getKey(), texts(key.getValue()));
      }
    }
    return conditions;
  }

  /** Returns the texts of an array, or the one text that stands alone. */
  static Set<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
  }
}
