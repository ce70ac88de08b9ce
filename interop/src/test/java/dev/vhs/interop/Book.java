package dev.vhs.interop;

/** A {@link ScalaBook} as our client reads it. */
record Book(String title, int copies) {}
