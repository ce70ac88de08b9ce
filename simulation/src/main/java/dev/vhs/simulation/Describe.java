package dev.vhs.simulation;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.ObjectStream;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The short words of traces. */
final class Describe {
  private static final int WRITE_ID_CHARACTERS = 6;

  private Describe() {}

  static String row(@Nullable Row row) {
    if (row == null) {
      return "nothing";
    }
    StringBuilder text = new StringBuilder(row.id() + " v" + row.version());
    text.append(" ").append(row.kind().name().toLowerCase(Locale.ROOT));
    text.append(row.upTo() == null ? "" : " up to " + row.upTo());
    text.append(" by ").append(writeId(row.writeId()));
    text.append(row.payload() == null ? "" : " at " + key(row.payload().key()));
    text.append(row.value() == null ? "" : " " + bytes(row.value()));
    return text.toString();
  }

  static String commit(Commit commit) {
    return commit.rows().stream().map(Describe::row).collect(Collectors.joining(" and "))
        + (commit.replaces() == null ? "" : ", replacing " + row(commit.replaces()))
        + (commit.standing() == null ? "" : ", while stands " + row(commit.standing()))
        + ", not after "
        + commit.notAfter();
  }

  /** Returns the last digits of a write id: the first ones are its time. */
  static String writeId(@Nullable UUID writeId) {
    if (writeId == null) {
      return "nobody";
    }
    String text = writeId.toString();
    return text.substring(text.length() - WRITE_ID_CHARACTERS);
  }

  /** Returns a key with its write id shortened. */
  static String key(String key) {
    int slash = key.lastIndexOf('/');
    String last = key.substring(slash + 1);
    return last.length() == UUID_CHARACTERS
        ? key.substring(0, slash + 1) + last.substring(UUID_CHARACTERS - WRITE_ID_CHARACTERS)
        : key;
  }

  private static final int UUID_CHARACTERS = 36;

  static String text(@Nullable String text) {
    if (text == null) {
      return "no value";
    }
    Value value = Value.parse(text);
    return value.tag() + "<" + value.base() + (value.padding() == 0 ? "" : "+" + value.padding());
  }

  /** Returns what a client was told. */
  static String answer(@Nullable Object answer) {
    if (answer instanceof Row row) {
      return row(row);
    } else if (answer instanceof RowPage page) {
      return page.rows().stream().map(Describe::row).toList() + (page.last() ? ", the last" : "");
    } else if (answer instanceof ScanPage page) {
      return page.rows().stream().map(Describe::row).toList() + ", then " + page.cursor();
    } else if (answer instanceof ObjectPage page) {
      return page.objects().stream().map(object -> key(object.location().key())).toList()
          + (page.last() ? ", the last" : "");
    } else if (answer instanceof ObjectStream) {
      return "there";
    } else if (answer instanceof CommitResult.Conflict conflict) {
      return "conflict with " + row(conflict.inTheWay());
    }
    return answer == null ? "nothing" : answer.toString();
  }

  static String bytes(Bytes bytes) {
    return text(Value.text(bytes));
  }
}
