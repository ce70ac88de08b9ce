package dev.vhs.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vhs.cli.shell.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of backups in the form of {@link ExportedVersions}. */
final class VersionsReader {
  /** The reader of lines. What could be understood in two ways, or only in part, is refused. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Folder folder;
  private final TreeFile lines;
  private final Path file;

  VersionsReader(Folder folder) {
    this.folder = folder;
    Path name = folder.path().getFileSystem().getPath(ExportedVersions.LINES);
    this.lines = new TreeFile(folder, name);
    this.file = folder.path().resolve(name);
  }

  /** An action for each chain. */
  interface ChainVisitor {
    void visit(Chain chain);
  }

  /**
   * Reads all lines without importing anything, so that nothing is taken of a file that ends early
   * or has a line that is not valid.
   *
   * @return the number of ids
   * @throws Failure if something is wrong with the file
   */
  long check() throws IOException {
    return new Pass(chain -> {}).run();
  }

  /** Passes the chain of each id to a visitor. */
  void forEach(ChainVisitor visitor) throws IOException {
    new Pass(visitor).run();
  }

  /** One pass through the file. */
  private final class Pass {
    private final ChainVisitor visitor;
    private final List<CopiedVersion> chain = new ArrayList<>();
    private @Nullable String id;
    private long number;
    private long ids;
    private long versions;
    private boolean ended;

    Pass(ChainVisitor visitor) {
      this.visitor = visitor;
    }

    long run() throws IOException {
      CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
      try (BufferedReader all = new BufferedReader(new InputStreamReader(lines.open(), utf8))) {
        for (String line = all.readLine(); line != null; line = all.readLine()) {
          number++;
          line(MAPPER.readTree(line));
        }
      } catch (CharacterCodingException e) {
        throw damaged("this is not text in UTF-8", e);
      } catch (JsonProcessingException e) {
        throw damaged("this is not JSON: " + said(e), e);
      } catch (IllegalArgumentException e) {
        throw damaged(String.valueOf(e.getMessage()), e);
      }
      if (!ended) {
        throw new Failure(
            Failure.DAMAGED, file + " ends early, after line " + number + ". Export it again");
      }
      return ids;
    }

    private void line(JsonNode line) {
      if (number == 1) {
        header(line);
      } else if (ended) {
        throw new IllegalArgumentException("this line follows the one that should be the last");
      } else if (line.has("id")) {
        version(ExportedVersions.text(line, "id"), ExportedVersions.version(line));
      } else {
        end(line);
      }
    }

    private void header(JsonNode line) {
      long format = ExportedVersions.number(line, "vhsExport");
      if (format != ExportedVersions.FORMAT) {
        throw new Failure(
            Failure.REFUSED,
            "%s has format %s, and this release reads format %s. Use the release that wrote it"
                .formatted(file, format, ExportedVersions.FORMAT));
      }
      ExportedVersions.requireKnown(line, ExportedVersions.HEADER);
    }

    private void version(String of, CopiedVersion version) {
      if (!of.equals(id)) {
        endChain();
        id = of;
      } else if (version.version() >= chain.get(chain.size() - 1).version()) {
        throw new IllegalArgumentException(
            "version " + version.version() + " is not below the one before it");
      }
      chain.add(version);
      versions++;
    }

    private void endChain() {
      if (id != null) {
        ids++;
        visitor.visit(new ExportedChain(folder, id, chain));
        chain.clear();
      }
    }

    private void end(JsonNode line) {
      endChain();
      ended = true;
      ExportedVersions.requireKnown(line, ExportedVersions.TRAILER);
      long allIds = ExportedVersions.number(line, "ids");
      long allVersions = ExportedVersions.number(line, "versions");
      if (allIds != ids || allVersions != versions) {
        throw new IllegalArgumentException(
            "there should be %s ids and %s versions above, but there are %s and %s"
                .formatted(allIds, allVersions, ids, versions));
      }
    }

    /** Returns what a parser says, without its advice to programmers. */
    private String said(JsonProcessingException e) {
      String message = String.valueOf(e.getOriginalMessage());
      return message.startsWith("Duplicate field")
              || message.startsWith("Duplicate Object property")
          ? "a member is there twice"
          : message.replaceAll(" \\(.*", "");
    }

    private Failure damaged(String what, Exception cause) {
      return new Failure(Failure.DAMAGED, "%s, line %s: %s".formatted(file, number, what), cause);
    }
  }
}
