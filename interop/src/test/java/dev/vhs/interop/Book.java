package dev.vhs.interop;

/** What our client makes of a {@link ScalaBook}. */
record Book(String title, int copies) {}
