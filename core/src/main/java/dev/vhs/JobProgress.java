package dev.vhs;

/**
 * How far work has come that goes through a whole store.
 *
 * @param phase what it is at, a word for people
 * @param done how many objects or rows it has gone through in this phase
 * @param resumeToken where to go on if it ends here: text of ASCII characters, for {@link
 *     JobOptions#resumeFrom}
 */
public record JobProgress(String phase, long done, String resumeToken) {}
