package dev.vhs.provision;

/**
 * One use of a permission.
 *
 * @param action as policies name it
 * @param resource the ARN of what it is used on
 */
record ServiceCall(String action, String resource) {}
