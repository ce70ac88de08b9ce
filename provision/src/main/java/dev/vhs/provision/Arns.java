package dev.vhs.provision;

/**
 * What a policy document names the resources of a store: texts, or a template's references to what
 * it makes.
 */
interface Arns {
  Object table();

  Object bucket();

  /** Objects of the bucket whose keys match a pattern, in which {@code *} is any text. */
  Object objects(String keys);

  Object role();
}
