package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The stacks of templates on {@code moto_server}, by its bare protocol, because there is no client
 * here.
 */
final class MotoStacks {
  private final HttpClient http = HttpClient.newHttpClient();

  /** Creates a stack, which exists when the server answers, and returns its outputs. */
  Map<String, String> create(String name, String template) {
    send(Map.of("Action", "CreateStack", "StackName", name, "TemplateBody", template));
    Document stack = send(Map.of("Action", "DescribeStacks", "StackName", name));
    assertThat(text(stack.getDocumentElement(), "StackStatus")).isEqualTo("CREATE_COMPLETE");
    Map<String, String> outputs = new HashMap<>();
    NodeList keys = stack.getElementsByTagName("OutputKey");
    for (int i = 0; i < keys.getLength(); i++) {
      Element output = (Element) keys.item(i).getParentNode();
      outputs.put(text(output, "OutputKey"), text(output, "OutputValue"));
    }
    return outputs;
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private Document send(Map<String, String> parameters) {
    String body =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + escaped(parameter.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(Moto.endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            // The server tells by it which service is meant, and in which region.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/cloudformation/aws4_request, SignedHeaders=host, Signature=0"
                    .formatted(Moto.REGION.id()))
            .POST(BodyPublishers.ofString(body + "&Version=2010-05-15"))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(answer.body())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("the server sent no XML", e);
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
