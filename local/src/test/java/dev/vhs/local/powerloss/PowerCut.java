package dev.vhs.local.powerloss;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A decision on what survives of the changes that were not forced to disk. */
interface PowerCut {
  /** The unit in which disks write whole. */
  int SECTOR_BYTES = 512;

  /** A part of a write that survives. */
  record Piece(int from, int to) {}

  /** Returns how many of a folder's changes survive, the oldest first. */
  int entries(int changes);

  /** Returns whether a file's new size survives. */
  boolean keeps();

  /** Returns the parts that survive of a write of so many bytes. */
  List<Piece> pieces(int bytes);

  /** Loses everything that was not forced. */
  PowerCut LOSING_ALL =
      new PowerCut() {
        @Override
        public int entries(int changes) {
          return 0;
        }

        @Override
        public boolean keeps() {
          return false;
        }

        @Override
        public List<Piece> pieces(int bytes) {
          return List.of();
        }
      };

  /** Keeps and loses at random, and tears writes between sectors. */
  static PowerCut random(Random random) {
    return new PowerCut() {
      @Override
      public int entries(int changes) {
        return random.nextInt(changes + 1);
      }

      @Override
      public boolean keeps() {
        return random.nextBoolean();
      }

      @Override
      public List<Piece> pieces(int bytes) {
        int fate = random.nextInt(3);
        if (fate == 0) {
          return List.of();
        }
        if (fate == 1) {
          return List.of(new Piece(0, bytes));
        }
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < bytes; from += SECTOR_BYTES) {
          if (random.nextBoolean()) {
            pieces.add(new Piece(from, Math.min(bytes, from + SECTOR_BYTES)));
          }
        }
        return pieces;
      }
    };
  }
}
