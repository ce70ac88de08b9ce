/**
 * The laws of the engine. Their tests count requests, inject faults above a backend, or try caches,
 * budgets, limits and retries.
 *
 * <p>Start with {@link dev.vhs.simulation.laws.EngineContract}: it runs once in memory, once on
 * SQLite and files, once on DynamoDB and S3. The laws may use the engine's own rooms; what they
 * need of a backend comes through the testkit's {@link dev.vhs.testkit.contract.StoreLaws}.
 */
@NullMarked
package dev.vhs.simulation.laws;

import org.jspecify.annotations.NullMarked;
