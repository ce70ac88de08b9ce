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
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Documents of maps, lists and texts, as JSON or YAML, in the order in which they were made. */
final class Documents {
  /** The policy language's version (AWS, "IAM JSON policy elements: Version"). */
  private static final String POLICY_VERSION = "2012-10-17";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** A map in the order given, of names and values in turn. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** A policy document of statements. */
  static Map<String, Object> policy(List<?> statements) {
    return map("Version", POLICY_VERSION, "Statement", statements);
  }

  /** Indented JSON, for people and files. */
  static String json(Object document) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
            .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return written(JSON.writer(printer), document) + "\n";
  }

  /** JSON on one line, for requests. */
  static String compactJson(Object document) {
    return written(JSON.writer(), document);
  }

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

  /** Quotes what some readers take for a date, such as the versions of documents. */
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
      throw new IllegalArgumentException("no document: " + document, e);
    }
  }

  /**
   * A document that a service gave.
   *
   * @throws StoreMismatch if it is no JSON
   */
  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new StoreMismatch("A document is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The elements of an array; what is none stands alone, as policies have it. */
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

  /** The texts of an array, or the one that stands alone. */
  static Set<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
  }
}
