package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A bucket that is removed with all that is in it, without an SDK. */
final class EmulatedBucket {
  private final URI bucket;

  EmulatedBucket(URI bucket) {
    this.bucket = bucket;
  }

  void remove() {
    for (Element upload : list("?uploads&encoding-type=url", "Upload")) {
      delete("/" + key(upload) + "?uploadId=" + text(upload, "UploadId"));
    }
    // Each listing has the first thousand of those that are left.
    for (List<Element> page = objects(); !page.isEmpty(); page = objects()) {
      page.forEach(object -> delete("/" + key(object)));
    }
    delete("");
  }

  private List<Element> objects() {
    return list("?list-type=2&encoding-type=url", "Contents");
  }

  private void delete(String target) {
    EmulatorHttp.send(EmulatorHttp.to(URI.create(bucket + target)).DELETE().build());
  }

  private List<Element> list(String query, String element) {
    String xml = EmulatorHttp.send(EmulatorHttp.to(URI.create(bucket + query)).build());
    NodeList found = parse(xml).getElementsByTagNameNS("*", element);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document parse(String xml) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    try {
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("the emulator sent no XML: " + xml, e);
    }
  }

  /**
   * Returns a key as it is in a path: a listing's url encoding is that of forms, where a blank is a
   * plus.
   */
  private static String key(Element parent) {
    return text(parent, "Key").replace("+", "%20");
  }

  private static String text(Element parent, String child) {
    return parent.getElementsByTagNameNS("*", child).item(0).getTextContent();
  }
}
