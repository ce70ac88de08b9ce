package dev.vhs.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RatioPlotTest {
  private static final Row ROW =
      Row.of(
          "get <1 KiB> & more",
          Figure.of("rate", "1/s", 100),
          Figure.ratio("met", Distribution.of(2), Target.atLeast(1.5)),
          Figure.ratio("missed", Distribution.of(0.5), Target.atLeast(0.9)),
          Figure.ratio("of no interest", Distribution.of(4)));

  private static Document plot(Row... rows) throws Exception {
    String text =
        new RatioPlot(List.of(new Findings("key", "Title", "", 0, 0, 0, List.of(rows)))).text();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element element(Document plot, String name, int index) {
    return (Element) plot.getElementsByTagName(name).item(index);
  }

  private static int number(Element element, String name) {
    return Integer.parseInt(element.getAttribute(name));
  }

  @Test
  void ratiosOfWhichSomethingIsAskedAreBars() throws Exception {
    Document plot = plot(ROW);
    assertThat(plot.getElementsByTagName("rect").getLength()).as("the ground and two").isEqualTo(3);
    Element met = element(plot, "rect", 1);
    Element missed = element(plot, "rect", 2);
    assertThat(number(met, "x")).as("begins where it is level").isEqualTo(680);
    assertThat(number(missed, "x") + number(missed, "width")).isEqualTo(680);
    assertThat(number(met, "width"))
        .as("by the logarithm")
        .isCloseTo(number(missed, "width"), within(1));
    assertThat(met.getAttribute("fill")).isNotEqualTo(missed.getAttribute("fill"));
  }

  @Test
  void labelsAreEscaped() throws Exception {
    assertThat(plot(ROW).getDocumentElement().getTextContent())
        .contains("Title", "get <1 KiB> & more: met", "2.00");
  }

  @Test
  void withoutSuchRatiosThePlotIsEmpty() throws Exception {
    Document plot = plot(Row.of("a", Figure.of("rate", "1/s", 100)));
    assertThat(plot.getElementsByTagName("rect").getLength()).isEqualTo(1);
  }
}
