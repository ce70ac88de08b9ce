package dev.vhs.local.powerloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Cuts the power of a recorded store at many moments, and looks at what each leaves. */
final class PowerCuts implements AutoCloseable {
  /** The losses to look for: enough to see what is wrong, more would only take time. */
  private static final int MAX_LOSSES = 5;

  /** A folder in memory, where forcing costs nothing: each store that is opened forces files. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path scratch;
  private final Random random;
  private int cuts;

  /**
   * Prepares power cuts.
   *
   * @param scratch where stores are rebuilt, one at a time, on machines that have no folder in
   *     memory
   */
  PowerCuts(Path scratch, Random random) throws IOException {
    this.scratch = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "vhs") : scratch;
    this.random = random;
  }

  /** Looks at what a power cut left. */
  interface Look {
    /**
     * Returns the losses, an empty list where there are none.
     *
     * @param folder the folder that was watched, as it is afterwards
     * @param done what the writer had said to be done
     */
    List<String> losses(Path folder, List<String> done) throws IOException;
  }

  @Override
  public void close() throws IOException {
    if (scratch.startsWith(MEMORY)) {
      Files.delete(scratch);
    }
  }

  /** Returns how many power cuts there were. */
  int cuts() {
    return cuts;
  }

  /**
   * Cuts the power after each write that was said to be done, and at random between, and returns
   * the first few losses.
   *
   * @param between after how many of a thousand other steps to cut
   * @param times how often to let chance decide on what survives of each moment
   */
  List<String> losses(Recording recording, int between, int times, Look look) throws IOException {
    List<String> losses = new ArrayList<>();
    List<String> done = new ArrayList<>();
    Disk disk = new Disk();
    List<Recording.Step> steps = recording.steps();
    for (int at = 0; at < steps.size() && losses.size() < MAX_LOSSES; at++) {
      disk.apply(at, steps.get(at));
      boolean said = steps.get(at).operation() instanceof FileOperation.Said;
      if (steps.get(at).operation() instanceof FileOperation.Said line
          && line.line().startsWith(ForceOrder.DONE)) {
        done.add(line.line().substring(ForceOrder.DONE.length()));
      }
      if (said || random.nextInt(1000) < between) {
        String moment = "power cut after step " + at + ", ";
        cut(disk, PowerCut.LOSING_ALL, moment + "all unforced lost: ", done, look, losses);
        for (int time = 0; time < times; time++) {
          cut(disk, PowerCut.random(random), moment + "some unforced lost: ", done, look, losses);
        }
      }
    }
    return losses;
  }

  private void cut(
      Disk disk, PowerCut cut, String moment, List<String> done, Look look, List<String> losses)
      throws IOException {
    cuts++;
    Path folder = Files.createDirectory(scratch.resolve("cut" + cuts));
    disk.restore(folder, cut);
    look.losses(folder, done).forEach(loss -> losses.add(moment + loss));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
