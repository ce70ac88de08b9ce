package dev.vhs.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ratios of which something is asked, as bars in SVG: from level, to the left or to the right
 * by the logarithm, with a line where the target is.
 */
final class RatioPlot {
  private static final int LABEL_WIDTH = 470;
  private static final int PLOT_WIDTH = 420;
  private static final int VALUE_WIDTH = 70;
  private static final int WIDTH = LABEL_WIDTH + PLOT_WIDTH + VALUE_WIDTH;
  private static final int LINE_HEIGHT = 20;
  private static final int BAR_HEIGHT = 12;

  /** The largest ratio, up or down from level, that the plot still shows to scale. */
  private static final double MOST = 16;

  private final List<Findings> chapters;
  private final StringBuilder shapes = new StringBuilder();
  private int y = LINE_HEIGHT;

  RatioPlot(List<Findings> chapters) {
    this.chapters = chapters;
  }

  String text() {
    for (Findings chapter : chapters) {
      List<Runnable> bars = new ArrayList<>();
      for (Row row : chapter.rows()) {
        for (Figure figure : row.figures()) {
          Target target = figure.target();
          if (target != null && isRatio(figure, target)) {
            bars.add(() -> bar(row, figure, target));
          }
        }
      }
      if (!bars.isEmpty()) {
        label(0, "bold", chapter.title().replace("`", ""));
        y += LINE_HEIGHT;
        bars.forEach(Runnable::run);
        y += LINE_HEIGHT / 2;
      }
    }
    int height = y + LINE_HEIGHT;
    String level =
        "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"0\" y2=\"%2$d\" stroke=\"#888\"/>"
            .formatted(x(1), height);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
    font-family="sans-serif" font-size="12">
    <rect width="%1$d" height="%2$d" fill="#fff"/>
    %3$s
    %4$s</svg>
    """
        .formatted(WIDTH, height, level, shapes);
  }

  /** Returns whether a figure is a ratio to plot; counts that have to be exact are not. */
  private static boolean isRatio(Figure figure, Target target) {
    return figure.unit().isEmpty()
        && figure.values().median() > 0
        && target.least() != target.most();
  }

  private void bar(Row row, Figure figure, Target target) {
    double ratio = figure.values().median();
    label(LINE_HEIGHT / 2, "normal", row.task() + ": " + figure.name());
    int from = Math.min(x(1), x(ratio));
    int width = Math.max(1, Math.abs(x(ratio) - x(1)));
    shape(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
        from, y - BAR_HEIGHT + 2, width, BAR_HEIGHT, figure.isMissed() ? "#c0392b" : "#2e86ab");
    for (double bound : new double[] {target.least(), target.most()}) {
      if (Double.isFinite(bound) && bound > 0) {
        shape(
            "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#000\" stroke-width=\"2\"/>",
            x(bound), y - BAR_HEIGHT, y + BAR_HEIGHT - LINE_HEIGHT / 2 + 2);
      }
    }
    shape(
        "<text x=\"%d\" y=\"%d\">%s</text>",
        LABEL_WIDTH + PLOT_WIDTH + LINE_HEIGHT / 2, y, Numbers.text(ratio));
    y += LINE_HEIGHT;
  }

  private void label(int indent, String weight, String words) {
    shape(
        "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>",
        indent + LINE_HEIGHT / 2, y, weight, escaped(words));
  }

  private void shape(String format, Object... parts) {
    shapes.append(String.format(Locale.ROOT, format, parts)).append('\n');
  }

  /** Returns the place of a ratio; level is in the middle. */
  private static int x(double ratio) {
    double shown = Math.min(MOST, Math.max(1 / MOST, ratio));
    double place = (1 + Math.log(shown) / Math.log(MOST)) / 2;
    return LABEL_WIDTH + (int) Math.round(place * PLOT_WIDTH);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
