package dev.vhs.provision;

/**
 * One use of a permission.
 *
 * @param action the action, as policies name it
 * @param resource the ARN of the resource
 */
record ServiceCall(String action, String resource) {}
