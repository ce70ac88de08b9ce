package dev.vhs.cli.shell;

import java.util.Locale;

/**
 * Media types by the ending of a file's name. The table is our own: the JDK's differs from one
 * machine to the next, and reading the system's takes longer than a put.
 */
public final class ContentTypes {
  /** The type of bytes that nothing is known about (RFC 2046, section 4.5.1). */
  static final String UNKNOWN = "application/octet-stream";

  private ContentTypes() {}

  /** Returns the media type for a name, such as {@code text/markdown} for {@code a/README.md}. */
  public static String ofFileName(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= name.lastIndexOf('/')) {
      return UNKNOWN;
    }
    return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "txt",
          "text",
          "log",
          "ini",
          "cfg",
          "conf",
          "properties",
          "gradle",
          "tf",
          "adoc",
          "rst" ->
          "text/plain";
      case "md", "markdown" -> "text/markdown";
      case "html", "htm" -> "text/html";
      case "css" -> "text/css";
      case "csv" -> "text/csv";
      case "tsv" -> "text/tab-separated-values";
      case "js", "mjs", "cjs" -> "text/javascript";
      case "java" -> "text/x-java";
      case "py" -> "text/x-python";
      case "c", "h" -> "text/x-c";
      case "cc", "cpp", "cxx", "hpp", "hh" -> "text/x-c++";
      case "rs" -> "text/x-rust";
      case "go" -> "text/x-go";
      case "ts", "mts", "cts", "tsx", "jsx" -> "text/x-typescript";
      case "scala", "kt", "kts", "rb", "pl", "lua", "sql" -> "text/plain";
      case "sh", "bash" -> "application/x-sh";
      case "json", "map" -> "application/json";
      case "jsonl", "ndjson" -> "application/x-ndjson";
      case "xml", "xsd", "xsl", "pom" -> "application/xml";
      case "yaml", "yml" -> "application/yaml";
      case "toml" -> "application/toml";
      case "pdf" -> "application/pdf";
      case "zip" -> "application/zip";
      case "jar", "war" -> "application/java-archive";
      case "gz", "tgz" -> "application/gzip";
      case "bz2" -> "application/x-bzip2";
      case "xz" -> "application/x-xz";
      case "zst" -> "application/zstd";
      case "tar" -> "application/x-tar";
      case "7z" -> "application/x-7z-compressed";
      case "wasm" -> "application/wasm";
      case "parquet" -> "application/vnd.apache.parquet";
      case "avro" -> "application/avro";
      case "doc" -> "application/msword";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "svg" -> "image/svg+xml";
      case "webp" -> "image/webp";
      case "avif" -> "image/avif";
      case "tif", "tiff" -> "image/tiff";
      case "ico" -> "image/vnd.microsoft.icon";
      case "mp3" -> "audio/mpeg";
      case "wav" -> "audio/wav";
      case "ogg" -> "audio/ogg";
      case "flac" -> "audio/flac";
      case "mp4" -> "video/mp4";
      case "webm" -> "video/webm";
      case "mov" -> "video/quicktime";
      case "woff" -> "font/woff";
      case "woff2" -> "font/woff2";
      case "ttf" -> "font/ttf";
      case "otf" -> "font/otf";
      default -> UNKNOWN;
    };
  }
}
