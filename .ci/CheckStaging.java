import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a folder that a release was staged to, by the rules of Maven Central: which artifacts are
 * there, what each POM says, sources, documentation, bill of materials, a signature and checksums
 * of each file. Run by {@code .ci/rehearse-release}, as {@code java CheckStaging.java ROOT STAGING
 * VERSION}.
 */
final class CheckStaging {
  /** Artifacts that are published, and their packaging. */
  private static final Map<String, String> ARTIFACTS =
      new TreeMap<>(
          Map.of(
              "vhs-parent", "pom",
              "vhs-bom", "pom",
              "vhs-core", "jar",
              "vhs-testkit", "jar",
              "vhs-local", "jar",
              "vhs-aws", "jar",
              "vhs-provision", "jar",
              "vhs-cli", "jar"));

  private static final List<String> CHECKSUMS = List.of("md5", "sha1");

  private final Path root;
  private final Path staging;
  private final String version;
  private final List<String> problems = new ArrayList<>();
  private int checked;

  private CheckStaging(Path root, Path staging, String version) {
    this.root = root;
    this.staging = staging;
    this.version = version;
  }

  public static void main(String[] arguments) throws Exception {
    CheckStaging check =
        new CheckStaging(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    check.all();
    check.problems.forEach(problem -> System.out.println("   " + problem));
    System.out.printf(
        "   %d artifacts, %d files: %d problems%n",
        ARTIFACTS.size(), check.checked, check.problems.size());
    System.exit(check.problems.isEmpty() ? 0 : 1);
  }

  private void all() throws Exception {
    Path group = staging.resolve("dev/vhs");
    require(names(group).equals(ARTIFACTS.keySet()), group, "holds " + names(group));
    for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
      Path folder = group.resolve(artifact.getKey()).resolve(version);
      if (!Files.isDirectory(folder)) {
        problems.add(folder + " is missing");
        continue;
      }
      String base = artifact.getKey() + "-" + version;
      checkPom(folder.resolve(base + ".pom"), artifact.getKey(), artifact.getValue());
      if (artifact.getValue().equals("jar")) {
        checkJar(folder.resolve(base + ".jar"), ".class");
        checkJar(folder.resolve(base + "-sources.jar"), ".java");
        checkJar(folder.resolve(base + "-javadoc.jar"), "index.html");
        require(
            Files.exists(folder.resolve(base + "-cyclonedx.json")),
            folder,
            "has no bill of materials");
      }
      checkFiles(folder);
    }
    checkComparedPackages();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private void require(boolean right, Path where, String problem) {
    if (!right) {
      problems.add(staging.relativize(where) + " " + problem);
    }
  }

  private void checkPom(Path pom, String name, String packaging) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    Element project = document.getDocumentElement();
    for (String path :
        List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "inceptionYear",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/url",
            "scm/connection",
            "scm/developerConnection",
            "scm/url")) {
      String text = text(project, path);
      require(!text.isBlank(), pom, "has no " + path);
      require(!text.contains("${"), pom, path + " is " + text);
      require(!text.contains("example.org"), pom, path + " is " + text);
    }
    require(text(project, "artifactId").equals(name), pom, "is of another artifact");
    require(text(project, "version").equals(version), pom, "is of another version");
    String packagingText = text(project, "packaging");
    require(
        (packagingText.isEmpty() ? "jar" : packagingText).equals(packaging),
        pom,
        "has packaging " + packagingText);
    require(text(project, "url").equals(text(project, "scm/url")), pom, "has two addresses");
    String whole = Files.readString(pom);
    require(!whole.contains("-SNAPSHOT"), pom, "names a snapshot");
    require(!whole.contains("<repositories>"), pom, "names repositories");
    require(text(project, "parent/artifactId").isEmpty(), pom, "has a parent");
    for (Element dependency : children(child(project, "dependencies"), "dependency")) {
      require(!text(dependency, "version").isBlank(), pom, "has a dependency without version");
      require(!text(dependency, "scope").equals("test"), pom, "has a dependency for tests");
    }
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    if (parent != null) {
      for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element element && element.getTagName().equals(name)) {
          found.add(element);
        }
      }
    }
    return found;
  }

  private static String text(Element from, String path) {
    Element element = from;
    for (String name : path.split("/")) {
      element = child(element, name);
    }
    return element == null ? "" : element.getTextContent().strip();
  }

  private void checkJar(Path jar, String content) throws IOException {
    if (!Files.exists(jar)) {
      problems.add(staging.relativize(jar) + " is missing");
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      require(
          zip.stream().anyMatch(entry -> entry.getName().endsWith(content)),
          jar,
          "has no " + content);
    }
  }

  /** Checks that each file has a good signature, and that all have their checksums. */
  private void checkFiles(Path folder) throws Exception {
    for (String name : new TreeSet<>(names(folder))) {
      Path file = folder.resolve(name);
      if (CHECKSUMS.stream().anyMatch(checksum -> name.endsWith("." + checksum))) {
        continue;
      }
      checked++;
      if (!name.endsWith(".asc")) {
        checkSum(file, "md5", "MD5");
        checkSum(file, "sha1", "SHA-1");
        Path signature = folder.resolve(name + ".asc");
        require(
            Files.exists(signature) && verifies(signature, file),
            file,
            "has no good signature beside it");
      }
    }
  }

  private void checkSum(Path file, String ending, String algorithm) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
    String hex = ("%0" + digest.length * 2 + "x").formatted(new BigInteger(1, digest));
    Path sum = file.resolveSibling(file.getFileName() + "." + ending);
    require(
        Files.exists(sum) && Files.readString(sum).strip().equals(hex), file, "has no " + ending);
  }

  private static boolean verifies(Path signature, Path file) throws Exception {
    Process gpg =
        new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return gpg.waitFor(1, TimeUnit.MINUTES) && gpg.exitValue() == 0;
  }

  /** Checks that the API's comparison with the last release sees every package that is exported. */
  private void checkComparedPackages() throws IOException {
    Set<String> compared = found(root.resolve("pom.xml"), "<include>(dev\\.vhs[a-z.]*)</include>");
    Set<String> exported = new TreeSet<>();
    for (String module : List.of("core", "testkit", "local", "aws", "provision")) {
      exported.addAll(
          found(
              root.resolve(module).resolve("src/main/java/module-info.java"),
              "exports (dev\\.vhs[a-z.]*);"));
    }
    if (!compared.equals(exported)) {
      problems.add("pom.xml compares " + compared + "; exported are " + exported);
    }
  }

  private static Set<String> found(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    return matcher
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
