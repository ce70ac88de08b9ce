package dev.vhs.internal.read;

import dev.vhs.Result;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Newest rows that were read together.
 *
 * @param readAt when the reading began, by the index's clock
 * @param rows what came of each id that was read
 */
public record NewestRows(Instant readAt, Map<String, Result<Optional<Row>>> rows) {}
