package dev.vhs.local.powerloss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.local.powerloss.FileOperation.Forced;
import dev.vhs.local.powerloss.FileOperation.Made;
import dev.vhs.local.powerloss.FileOperation.MadeFolder;
import dev.vhs.local.powerloss.FileOperation.Moved;
import dev.vhs.local.powerloss.FileOperation.Removed;
import dev.vhs.local.powerloss.FileOperation.Resized;
import dev.vhs.local.powerloss.FileOperation.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads logs of {@code strace}, whose texts stand here in braces and plain in place of hex. */
class SystemCallsTest {
  private static final Pattern TEXT = Pattern.compile("\\{([^}]*)}");

  @Test
  void callsBelowTheFolderBecomeOperations() {
    Recording recording =
        read(
            "7 openat(AT_FDCWD<{/}>, \"{/elsewhere/a}\", O_RDWR|O_CREAT, 0666) = 4<{/elsewhere/a}>",
            "7 pwrite64(4<{/elsewhere/a}>, \"{xx}\", 2, 0) = 2",
            "7 mkdir(\"{/w}\", 0777) = -1 EEXIST (File exists)",
            "7 mkdir(\"{/w/d}\", 0777) = 0",
            "7 openat(AT_FDCWD<{/}>, \"{/w/d/a}\", O_RDWR|O_CREAT, 0666) = 5<{/w/d/a}>",
            "7 write(5<{/w/d/a}>, \"{abc}\", 3) = 3",
            "7 write(5<{/w/d/a}>, \"{defg}\", 4) = 2",
            "7 fsync(5<{/w/d/a}>) = 0",
            "7 openat(AT_FDCWD<{/}>, \"{/w/d/a}\", O_RDWR|O_CREAT|O_TRUNC, 0666) = 6<{/w/d/a}>",
            "7 rename(\"{/w/d/a}\", \"{/w/b}\") = 0",
            "7 unlink(\"{/w/b}\") = 0",
            "7 unlink(\"{/w/b}\") = -1 ENOENT (No such file or directory)",
            "7 ftruncate(5<{/w/d/a}>(deleted), 0) = -1 EBADF (Bad file descriptor)",
            "7 fdatasync(8<{/w/d}>) = 0",
            "7 write(1<{pipe:[77]}>, \"{done 1}\", 6) = 6",
            "7 +++ exited with 0 +++");
    List<FileOperation> operations =
        recording.steps().stream().map(Recording.Step::operation).toList();
    assertThat(operations.get(2)).hasToString("Written[path=d/a, offset=0, size=3]");
    assertThat(operations.get(3)).hasToString("Written[path=d/a, offset=3, size=2]");
    assertThat(operations.stream().filter(each -> !(each instanceof FileOperation.Written)))
        .containsExactly(
            new MadeFolder("d"),
            new Made("d/a"),
            new Forced("d/a"),
            new Resized("d/a", 0),
            new Moved("d/a", "b"),
            new Removed("b"),
            new Forced("d"),
            new Said("done 1"));
  }

  @Test
  void aForceReachesWhatEndedBeforeItBegan() {
    Recording recording =
        read(
            "7 openat(AT_FDCWD<{/}>, \"{/w/a}\", O_RDWR|O_CREAT, 0666) = 5<{/w/a}>",
            "7 pwrite64(5<{/w/a}>, \"{one}\", 3, 0) = 3",
            "7 fsync(5<{/w/a}> <unfinished ...>",
            "8 pwrite64(5<{/w/a}>, \"{two}\", 3, 3) = 3",
            "7 <... fsync resumed>) = 0");
    assertThat(recording.steps().get(3)).isEqualTo(new Recording.Step(2, new Forced("a")));
    assertThat(unsafe(recording)).isTrue();
  }

  private static boolean unsafe(Recording recording) {
    Disk disk = new Disk();
    for (int at = 0; at < recording.size(); at++) {
      disk.apply(at, recording.steps().get(at));
    }
    return !disk.isForced("a");
  }

  @Test
  void aThreadThatEndsWithItsProcessHasDoneNothing() {
    assertThat(read("7 ???( <detached ...>").size()).isZero();
  }

  @Test
  void aCallThatCanNotBeRecordedFailsTheTest() {
    String call = "7 fallocate(5<{/w/a}>, 0, 0, 4096) = 0";
    assertThatThrownBy(() -> read(call)).isInstanceOf(AssertionError.class);
    assertThat(read(call.replace("/w/", "/elsewhere/")).size()).isZero();
  }

  private static Recording read(String... log) {
    return SystemCalls.read(
        Path.of("/w"),
        List.of(log).stream()
            .map(line -> TEXT.matcher(line).replaceAll(text -> hex(text.group(1))))
            .toList());
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hex.append("\\\\x%02x".formatted(each));
    }
    return hex.toString();
  }
}
