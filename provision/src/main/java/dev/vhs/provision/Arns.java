package dev.vhs.provision;

/**
 * The names of a store's resources in a policy document: texts, or references of a template to its
 * own resources.
 */
interface Arns {
  /** Returns the table's name. */
  Object table();

  /** Returns the bucket's name. */
  Object bucket();

  /** Returns the name of the objects whose keys match a pattern; {@code *} is any text. */
  Object objects(String keys);

  /** Returns the name of the readers' role. */
  Object role();
}
