package dev.vhs.interop

/** A value that both clients keep as JSON. */
final case class ScalaBook(title: String, copies: Int)
