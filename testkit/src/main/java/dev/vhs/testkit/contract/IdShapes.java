package dev.vhs.testkit.contract;

import java.util.List;

/**
 * The ids of every shape that a store must tell apart and give back as they are: ids that file
 * systems, URLs, SQL patterns and Unicode normalisation are known to confuse.
 */
public final class IdShapes {
  /** 1,024 bytes of ASCII, the longest that an id may be. */
  public static final String LONGEST = "x".repeat(1024);

  /** An id of 1,024 bytes in 256 characters beyond the first Unicode plane. */
  public static final String LONGEST_EMOJI = "\uD83D\uDE00".repeat(256);

  /** The id of a store's own row begins with a control character, which no user's may hold. */
  public static final String STORE_ROW = "\u0001store";

  /** Legal ids, all distinct. */
  public static final List<String> ALL =
      List.of(
          "plain",
          "a",
          "a/b",
          "a/b/c",
          "/a",
          "a/",
          "a//b",
          ".",
          "..",
          "../a",
          "a/../b",
          ".vhs",
          ".vhs/store.json",
          "%2F",
          "a%2Fb",
          "%",
          "%00",
          "~",
          "~" + "0".repeat(64),
          "_",
          "*",
          "?",
          "[a]",
          "a\\b",
          "a:b",
          "a|b<c>\"d\"",
          "'; DROP TABLE rows; --",
          "dot.",
          "dots...",
          "blank ",
          " blank",
          "  ",
          " ",
          "case",
          "Case",
          "CASE",
          "CON",
          "nul.txt",
          "\u00E9",
          "e\u0301",
          "\u212B",
          "\u00C5",
          "A\u030A",
          "\uFB01",
          "fi",
          "\uD83D\uDE00",
          "\uD83D\uDC69\u200D\uD83D\uDE80",
          "\u202Eright to left",
          "\uFEFFmark",
          "\u4E2D\u6587",
          "\u0130stanbul",
          "istanbul",
          "\u0131stanbul",
          "stra\u00DFe",
          "strasse",
          "\uFFFD",
          "\uFFFF",
          "0",
          "-1",
          "null",
          "x".repeat(255),
          "x".repeat(256),
          "x".repeat(513),
          "x".repeat(1023),
          "x".repeat(1023) + "y",
          LONGEST,
          "\u00E9".repeat(512),
          LONGEST_EMOJI);

  private IdShapes() {}
}
